import { describe, expect, it } from "vitest";
import { baileysLogger, withoutPeople } from "../../../src/channels/whatsapp/log.ts";
import { createLog } from "../../../src/log.ts";

const TEXT = "suami saya tidak boleh tahu";
const PHONE = "6281234567890";
const LID = "98765432109876";
const KEY = "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k=";
const SECRETS = [TEXT, PHONE, LID, KEY, "Ibu Sari", "3EB0C767D26B8A1F"];

/** Everything of `log` at its most talkative, as it would be written. */
function written(use: (logger: ReturnType<typeof baileysLogger>) => void): string {
  const lines: string[] = [];
  use(baileysLogger(createLog("trace", { write: (line) => void lines.push(line) })));
  return lines.join("");
}

/** What Baileys hands over: whole messages, contacts, keys, errors with all of that in them. */
const HANDED = {
  key: { remoteJid: `${PHONE}@s.whatsapp.net`, remoteJidAlt: `${LID}:3@lid`, id: "3EB0C767D26B8A1F" },
  message: { conversation: TEXT, imageMessage: { mediaKey: Buffer.from(KEY, "base64"), caption: TEXT } },
  creds: { me: { name: "Ibu Sari", id: PHONE }, noiseKey: { private: KEY } },
  err: Object.assign(new Error(`No session for ${PHONE}`), { data: { text: TEXT } }),
  attrs: { from: `${LID}@lid`, notify: "Ibu Sari" },
  user: PHONE,
  xml: `<message from='${PHONE}@s.whatsapp.net'>${TEXT}</message>`,
};

/** As its sentences are built in lib/. */
const SENTENCES = [
  `Added message to retry cache: ${PHONE}@s.whatsapp.net/3EB0C767D26B8A1F`,
  `${PHONE}'s device list updated, dropping cached devices`,
  `No LID mapping found for PN user ${PHONE}; batch getting from USync`,
  `getLIDForPN: ${PHONE}@s.whatsapp.net → ${LID}:3@lid (user mapping with device 3)`,
  `Invalid or empty LID user for PN ${PHONE}@s.whatsapp.net: lidUser = "${LID}"`,
  `sendRetryRequest: requested placeholder resend (3EB0C767D26B8A1F) for message 3EB0C767D26B8A1F (scheduled)`,
  `unexpected error in '${TEXT}'`,
  `offline preview received {"name":"Ibu Sari"}`,
  `key ${KEY}`,
  `+62 812-3456-7890 is not on WhatsApp`,
];

describe("what Baileys logs", () => {
  const LEVELS = ["trace", "debug", "info", "warn", "error"] as const;

  it("names no person, text or key, at any level", () => {
    const all = written((logger) => {
      for (const level of LEVELS) {
        for (const sentence of SENTENCES) {
          logger[level](HANDED, sentence);
          logger.child({ ...HANDED })[level](sentence);
          logger[level](sentence, JSON.stringify(HANDED));
        }
        logger[level](HANDED);
      }
    });
    expect(all.split("\n").length).toBeGreaterThan(LEVELS.length * SENTENCES.length * 3);
    for (const secret of [...SECRETS, "3456", "8765"]) expect(all).not.toContain(secret);
  });

  it("still says what happened", () => {
    const all = written((logger) => {
      logger.error(
        { err: Object.assign(new Error("x"), { output: { statusCode: 428 } }) },
        "failed to decrypt message",
      );
      logger.info("handled 12 offline messages/notifications");
      logger.warn({ statusCode: 408 }, "timed out waiting for message");
    });
    const lines = all
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { level: 40, channel: "whatsapp", status: 428, msg: "baileys: failed to decrypt message" },
      { level: 20, msg: "baileys: handled 12 offline messages/notifications" },
      { level: 30, status: 408, msg: "baileys: timed out waiting for message" },
    ]);
  });

  it("takes anything that is handed over", () => {
    const logger = baileysLogger(createLog("trace", { write: () => {} }));
    for (const odd of [undefined, null, 1, [], { err: null }, { get: undefined }, Object.create(null)]) {
      expect(() => logger.error(odd)).not.toThrow();
    }
  });

  it("cuts a sentence that is too long", () => {
    expect(withoutPeople("kata ".repeat(1_000))).toHaveLength(203);
  });
});
