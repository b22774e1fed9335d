import { encodeBinaryNode } from "@whiskeysockets/baileys";
import { TOKEN_MAP } from "@whiskeysockets/baileys/lib/WABinary/constants.js";
import { decodeBinaryNode } from "../../../node_modules/@openclaw/crabline/dist/src/servers/whatsapp-wire/binary-node.js";

let done: Promise<void> | undefined;

/**
 * WhatsApp has short forms for about 1,300 words, of which crabline knows those of a text message, and ends a client that
 * uses another one (a document, a revocation, a "no"). From here on Baileys spells the others out, which is valid too.
 */
export function spellOutUnknownWords(): Promise<void> {
  done ??= spellOut();
  return done;
}

async function spellOut(): Promise<void> {
  for (const word of Object.keys(TOKEN_MAP)) {
    const node = { tag: "iq", attrs: { id: word } };
    const read = await decodeBinaryNode(Buffer.from(encodeBinaryNode(node))).catch(() => undefined);
    if (read?.attrs["id"] !== word) delete TOKEN_MAP[word];
  }
}
