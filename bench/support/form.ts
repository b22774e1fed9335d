import { z } from "zod";
import { action, type Module } from "../../src/conversation/module.ts";
import type { ModuleParts } from "../../src/module-parts.ts";

/** What is written to answer the form of `bench/flows`, in its order. */
export const ANSWERS = ["ya", "150rb", "1,5 juta", "5", "2", "ya", "4", "Suka Maju", "lewati", "menambah dagangan"];
export const START = "mulai";

/** The names of its questions, in their order. */
export const QUESTIONS = [
  "running",
  "profit",
  "sales",
  "days",
  "obstacle",
  "joined",
  "feedback",
  "village",
  "note",
  "plan",
] as const;

const text = z.string().nullish();
const args = z.object({
  running: text,
  profit: z.number().nullish(),
  sales: z.number().nullish(),
  days: z.number().nullish(),
  obstacle: text,
  joined: text,
  feedback: z.number().nullish(),
  village: text,
  note: text,
  plan: text,
});

const TABLE = `CREATE TABLE IF NOT EXISTS bench_form (
  id INTEGER PRIMARY KEY, person_id TEXT NOT NULL, at INTEGER NOT NULL, profit INTEGER, answers TEXT NOT NULL) STRICT`;
const INDEX = "CREATE INDEX IF NOT EXISTS bench_form_person ON bench_form (person_id, at)";

/** A domain as small as one can be: at the form's end it writes one row. */
export function formModule({ db }: Pick<ModuleParts, "db">): Module {
  const { sqlite } = db;
  sqlite.exec(TABLE);
  sqlite.exec(INDEX);
  const insert = sqlite.prepare("INSERT INTO bench_form (person_id, at, profit, answers) VALUES (?, ?, ?, ?)");
  const submit = action({
    args,
    outcomes: ["ok"],
    writes: true,
    run: (given, { person, now }) => {
      insert.run(person.id, now, given.profit ?? null, JSON.stringify(given));
      return { outcome: "ok" };
    },
  });
  return { name: "form", actions: { "form.submit": submit } };
}
