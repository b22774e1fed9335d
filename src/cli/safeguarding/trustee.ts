import { renderUnicodeCompact } from "uqr";
import { randomId } from "../../ids.ts";
import { KeyPair, systemRandom, wordsOfKey } from "../../safeguarding/index.ts";
import { keyLines } from "../../start/kotak-suara/sheet.ts";
import { counted } from "../../start/words.ts";
import type { CommandContext } from "../io.ts";
import { filled } from "../person/place.ts";
import { withSafe } from "./open.ts";
import { mayShow } from "./secrets.ts";
import { printedTexts } from "./sheet.ts";

export type TrusteeOptions = { yes?: true; qr?: true; lang: string };

/** Makes her key, shows it this once, and stores its public half. */
export async function setTrustee(context: CommandContext, given: string, options: TrusteeOptions): Promise<void> {
  const { io } = context;
  const name = filled("the name of the trustee", given);
  mayShow(io, options.yes === true ? { yes: true } : {});
  await withSafe(context, async ({ trustees }) => {
    const before = trustees.current();
    if (before !== undefined && options.yes !== true) {
      io.out(`${before.name} is the trustee. She keeps what was sealed to her so far; new reports go to ${name}.`);
      if (!(await io.confirm("Go on?"))) {
        io.out("Nothing was changed. To do it: the same command with --yes.");
        return;
      }
    }
    const keys = KeyPair.fromSeed(systemRandom(32));
    try {
      const words = wordsOfKey(keys);
      trustees.set(name, keys.publicKey, { newId: randomId, now: io.now() });
      for (const line of keyLines(printedTexts(), words, options.lang)) io.out(line);
      if (options.qr === true) io.out(renderUnicodeCompact(words.join(" "), { border: 2 }));
      io.out(`${name} is the trustee from now on. Clear this screen when she has written it down.`);
    } finally {
      keys.wipe();
    }
  });
}

/** Says who she is. */
export async function showTrustee(context: CommandContext): Promise<void> {
  await withSafe(context, ({ trustees, officers, cases }) => {
    const trustee = trustees.current();
    if (trustee === undefined) {
      context.io.out('There is no trustee: rukun trustee set "<name>".');
      return;
    }
    const { readable, alone } = officers.casesOf(trustee.id);
    context.io.out(`${trustee.name}, since ${cases.today(trustee.setAt)}.`);
    context.io.out(`She can read ${counted(readable, "case")}, ${alone} of them nobody else.`);
  });
}
