import { expect, test } from "vitest";
import { flowStats } from "../../src/analytics/index.ts";
import { contentWith } from "../support/content.ts";
import { World } from "../support/world.ts";
import { ALWAYS, of } from "./kit.ts";

const FORM = (steps: string, moved = "") => `id: herd
for: [beneficiary]
start: { words: true }
remind: none
${moved}
steps:
${steps}
`;
const ask = (name: string) => `  - ask: ${name}\n    as: number\n`;
const WORDS = {
  title: "Ternak",
  start: ["ternak"],
  age: { ask: "Umur?", review: "Umur" },
  year: { ask: "Umur sekarang?", review: "Umur" },
  goats: { ask: "Kambing?", review: "Kambing" },
  hens: { ask: "Ayam?", review: "Ayam" },
};

const contentOf = (yaml: string) =>
  contentWith({ "flows/test/herd.yaml": yaml, "locales/id/herd.json": JSON.stringify(WORDS) });

test("a file that is edited while people are in the middle of it: nobody is lost in the figures", async () => {
  const first = await World.start({ content: contentOf(FORM(ask("goats") + ask("age") + ask("hens"))) });
  for (const [name, address] of [
    ["Sari", "1"],
    ["Wati", "2"],
    ["Tuti", "3"],
  ] as const)
    first.add(name, address);
  for (const text of ["ternak", "3", "40", "9"]) await first.send("1", text);
  for (const text of ["ternak", "3"]) await first.send("2", text);
  await first.send("3", "ternak");
  await first.stop();

  const content = contentOf(FORM(ask("year") + ask("hens"), "moved: { age: year }"));
  const second = await World.start({ content, home: first.home });
  await second.send("2", "41", "after-1");
  await second.send("3", "2", "after-2");
  const stats = flowStats(second.runtime.db.sqlite, "herd", content.compiled.get("herd"), ALWAYS);
  if (stats === undefined) throw new Error("no herd");

  expect(stats.people).toBe(3);
  expect(stats.steps.map(({ step, earlier, now }) => [step, earlier, now])).toEqual([
    ["year", false, undefined],
    ["hens", false, undefined],
    ["goats", true, undefined],
    ["age", true, "year"],
  ]);
  expect(of(stats, "goats")).toEqual({ reached: 3, answered: 3 });
  expect(of(stats, "age")).toEqual({ reached: 2, answered: 1 });
  expect(of(stats, "year")).toEqual({ reached: 2, answered: 1, left: 1, dropped: 1 });
  expect(of(stats, "hens")).toEqual({ reached: 2, answered: 1, left: 1, dropped: 1 });
});
