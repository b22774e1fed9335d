import { readKeyFile } from "../../channels/whatsapp/key-file.ts";
import type { CommandContext } from "../io.ts";
import { anyKey, type Device, type ReadKey, realDevice, withLink } from "./device.ts";

/** Gives the link up: at WhatsApp when it can be told, and here in any case. */
export async function unlink(context: CommandContext, yes: boolean, given?: Device): Promise<void> {
  const { io } = context;
  if (!yes && !(await io.confirm("Give up the WhatsApp link? People can then not reach Rukun there."))) {
    io.out("Nothing was changed. To do it: the same command with --yes.");
    return;
  }
  const device = given ?? (await realDevice());
  const key: ReadKey = (_, path) => anyKey(() => readKeyFile(path));
  const done = await withLink(context, key, async (parts, signal) => {
    const stored = parts.sqlite.prepare("SELECT 1 FROM device_key LIMIT 1").get();
    return stored === undefined ? undefined : device.unlink(parts, signal);
  });
  io.out(done === undefined ? "No phone is linked here." : "The link was given up here.");
  if (done?.told === false)
    io.out("WhatsApp could not be told. Remove the device on the phone too: Settings > Linked devices.");
}
