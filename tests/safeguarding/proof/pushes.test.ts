import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../src/clock.ts";
import { loadTexts } from "../../../src/texts/index.ts";
import { sayAll, until } from "./phones.ts";
import { type OfficerOfProof, ProofWorld } from "./proof-world.ts";

/** What nobody who looks at a locked phone may read; "pukul 20.00" is a time. */
const TELLING =
  /lapor|kekerasan|pelecehan|seksual|kdrt|korban|perkosa|[ei]pukul|ancam|aniaya|pungli|korupsi|violen|abuse|rape|harass|threat|victim|report/i;
const FIRST = 100;

/** All that comes to a phone by itself: notices and alarms of officers, codes that were tried, signs. */
const PUSHED = [
  "petugas:notice",
  "petugas:alert",
  "petugas:code",
  "petugas:opened",
  "petugas:handover.told",
  "kotak-suara-parts:ping",
  "keluhan:signal",
  "keluhan:due",
  "keluhan:rests",
  "keluhan:new",
  "keluhan:yours",
];

describe.each(["id", "en"])("what comes to a phone by itself, in %s", (lang) => {
  const { texts } = loadTexts("locales");
  const keys = [...new Set(PUSHED.map((key) => key.split(":")[0] ?? ""))]
    .flatMap((name) => texts.keys(lang, name))
    .filter((key) => PUSHED.some((one) => key.startsWith(one)));

  it("tells nothing in what a locked screen shows of it", () => {
    expect(keys.length).toBeGreaterThan(25);
    const said = keys.flatMap((key) => texts.raw(lang, key).map((text) => ({ key, text })));
    expect(said.filter(({ text }) => TELLING.test([...text].slice(0, FIRST).join("")))).toEqual([]);
  });
});

/** What an officer does in a week, and what the platform was asked to do in her chat because of her and by itself. */
async function week(isHidden: boolean): Promise<{ calls: unknown[]; mira: string[] }> {
  const world = await ProofWorld.start({ now: Date.parse("2026-11-20T02:00:00Z") });
  const lina = await world.officer("Lina", world.onTelegram(500_111_222), ["admin"]);
  const mira = await world.officer("Mira", world.onTelegram(500_333_444));
  world.trustee();
  const sari = world.onTelegram(700_888_999);
  world.add("Sari", sari);
  const since = world.telegram.calls.length;
  const opens = async ({ phone, codes }: OfficerOfProof) => {
    const before = phone.seen().length;
    await phone.says(`BUKA ${codes.shift()}`);
    await until(() => phone.seen().slice(before).join().includes("Terbuka sampai"));
  };
  // Somebody is in danger, and Lina must not know.
  if (isHidden)
    await sayAll(sari, "kotak suara", "1", "1", "1", "1", "3", "1", "2", "cerita tentang lina", "selesai", "1", "2");
  else await sayAll(sari, ...Array(12).fill("menu"));
  const [alias = "melati-payung"] = world.aliases;
  await world.later(MINUTE);
  await opens(mira);
  if (isHidden) await sayAll(mira.phone, `BACA ${alias}`, `CATAT ${alias} dihubungi`, `ALIHKAN ${alias} Lina`);
  await opens(lina);
  await sayAll(lina.phone, "DAFTAR", `BACA ${alias}`, `TUTUP ${alias} terbukti`, "AUDIT", "STATISTIK", "KUNCI");
  for (const wait of [HOUR, 3 * HOUR, 20 * HOUR, DAY, 5 * DAY]) await world.later(wait);
  const calls = world.telegram.calls.slice(since).filter(({ fields }) => String(fields["chat_id"]) === "500111222");
  const seen = mira.phone.seen();
  await world.stop();
  // A name that is guessed is answered as it was written; the platform's numbers of messages count all chats.
  const plain = JSON.stringify(calls).replaceAll(alias, "(name)").replaceAll(alias.replace("-", " "), "(name)");
  return { calls: JSON.parse(plain.replaceAll(/"message_id":"?\d+"?/g, '"message_id":0')), mira: seen };
}

describe("an officer who was struck out", () => {
  it("has on the wire, call by call, what she has without the case: pushes, answers, deletions", async () => {
    const [hidden, without] = [await week(true), await week(false)];
    expect(hidden.mira.join()).toContain("cepat, batas");
    expect(hidden.calls.length).toBeGreaterThan(12);
    expect(hidden.calls).toEqual(without.calls);
  });
});
