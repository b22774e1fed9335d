import { describe, expect, it } from "vitest";
import { MINUTE } from "../../../src/clock.ts";
import { JPEG, OGG } from "../../support/files.ts";
import { TO_THE_STORY } from "../chat/report-world.ts";
import { numberSaid } from "./marks.ts";
import type { Phone } from "./phones.ts";
import { ProofWorld } from "./proof-world.ts";

type Row = Record<string, unknown>;

/** All that the database holds, but the cases themselves and what is WhatsApp's own: keys of sessions, which are chance. */
function dump({ sqlite }: ProofWorld): Record<string, Row[]> {
  const names = sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  const left = names.filter((name) => !/^(safe_|sqlite_|flow_revision$|device_key$|channel_lease$)/.test(name));
  const rowsOf = (name: string) => sqlite.prepare(`SELECT * FROM ${name}`).all() as Row[];
  return Object.fromEntries(left.map((name) => [name, rowsOf(name).map(withoutChance)]));
}

/** An officer's key is another one in each world. */
const withoutChance = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? value.length : value]));

type Step = (phone: Phone) => Promise<string[]>;

const says = (texts: readonly string[]): Step[] => texts.map((text) => (phone) => phone.says(text));

/** A report in words, a photo and a voice note, with a number by which she looks, answers and takes it back. */
function report(): Step[] {
  let number = "";
  const keeps: Step = async (phone) => {
    const said = await phone.says("1");
    number = numberSaid(said);
    return said;
  };
  return [
    ...says([...TO_THE_STORY, "Cerita tentang potongan"]),
    (phone) => phone.photo(JPEG, "di balai desa"),
    (phone) => phone.voice(OGG),
    ...says(["selesai", "1"]),
    keeps,
    ...says(["lewati", "1"]),
    (phone) => phone.says(`KABAR ${number}`),
    ...says(["1", "dia datang lagi", "3", "1"]),
  ];
}

async function chat(of: (world: ProofWorld) => Phone, steps: readonly Step[]) {
  const world = await ProofWorld.start({ whatsapp: true });
  await world.officer("Ratna", world.onTelegram(500_111_222));
  const phone = of(world);
  world.add("Sari", phone);
  let last: string[] = [];
  for (const step of steps) {
    last = await step(phone);
    await world.later(MINUTE);
  }
  const rows = dump(world);
  await world.stop();
  return { rows, last: last.join() };
}

describe("what is left of a report on the disk", () => {
  it.each([
    ["Telegram", (world: ProofWorld) => world.onTelegram(700_888_999)],
    ["WhatsApp", (world: ProofWorld) => world.onWhatsApp("6281299887766")],
    ["WhatsApp behind a LID", (world: ProofWorld) => world.behindLid("98765432109876")],
  ])("is row by row what is left of menus, on %s", async (_, of) => {
    const steps = report();
    const told = await chat(of, steps);
    const looked = await chat(of, says(Array(steps.length).fill("menu")));
    expect(told.last).toContain("Sudah ditarik.");
    expect(looked.last).toContain("mau dibantu apa?");
    expect(told.rows).toEqual(looked.rows);
  });
});
