import { renderUnicodeCompact } from "uqr";
import { keyOf } from "../../channels/whatsapp/key-file.ts";
import { RukunError } from "../../errors.ts";
import { readPhone } from "../../flow/understand/phone.ts";
import type { CommandContext } from "../io.ts";
import { type Device, isOn, realDevice, whatsAppConfig, withLink } from "./device.ts";

/** Links a phone: shows the code or QR code with what to do, and waits until the phone has confirmed. */
export async function link(
  context: CommandContext,
  options: { phone: string | undefined; yes: boolean },
  given?: Device,
): Promise<void> {
  const { io } = context;
  const phone = options.phone === undefined ? undefined : phoneOf(options.phone);
  const device = given ?? (await realDevice());
  await withLink(context, keyOf, async (parts, signal) => {
    let shown = false;
    const how = {
      ...(phone === undefined ? {} : { phone }),
      onCode: (code: string) => {
        shown = true;
        showCode(io.out, code, phone ?? "");
      },
      onQr: (text: string) => {
        shown = true;
        showQr(io.out, text);
      },
    };
    try {
      tellLinked(context, (await device.link(parts, how, signal)).phone);
    } catch (error) {
      if (!(error instanceof RukunError)) throw error;
      if (error.code === "whatsapp.link-failed" && !shown) throw noAnswer();
      if (error.code !== "whatsapp.linked") throw error;
      const question = "A number is linked already. Give that link up, and link anew?";
      if (!options.yes && !(await io.confirm(question))) {
        io.out("Nothing was changed. To do it: the same command with --yes.");
        return;
      }
      await device.unlink(parts, signal);
      tellLinked(context, (await device.link(parts, how, signal)).phone);
    }
  });
}

/** The digits in the international form. Throws RukunError `whatsapp.phone`. */
function phoneOf(text: string): string {
  const reading = readPhone(text);
  if (reading.kind === "sure") return reading.value.slice(1);
  const how = "write it as 0812-3456-7890 or +62812..., or leave --phone out and take the QR code";
  throw new RukunError("whatsapp.phone", `that is no mobile number: ${how}`);
}

/** It ended before there was anything to type or to take a picture of. */
const noAnswer = () =>
  new RukunError(
    "whatsapp.no-answer",
    "WhatsApp does not answer: is this machine on the internet? If it is: whatsapp.outdated in docs/OPERATIONS.md",
    { retryable: true },
  );

const WHERE = "On the phone: WhatsApp > Settings > Linked devices > Link a device";

function showCode(out: (text: string) => void, code: string, phone: string): void {
  out(`${WHERE} > Link with phone number instead.`);
  out(`Type this code there, on the phone with +${phone}, within two minutes:`);
  out("");
  out(`    ${code.slice(0, 4)}-${code.slice(4)}`);
  out("");
}

function showQr(out: (text: string) => void, text: string): void {
  out(`${WHERE}. Take this with its camera; a new one comes when it has run out:`);
  out(renderUnicodeCompact(text, { border: 2 }));
}

function tellLinked(context: CommandContext, phone: string): void {
  const { out } = context.io;
  out(`Linked to +${phone}. Now start Rukun${isOn(context) ? "." : ", with WHATSAPP=on in .env."}`);
  out(`The key of the link is in ${whatsAppConfig(context).whatsapp.keyFile}. It is in no backup: keep a copy of it`);
  out("where no backup lies. The phone must see the internet at least every 14 days.");
}
