import { z } from "zod";
import { didYouMean } from "../flow/check/near.ts";
import type { Path } from "../flow/check/yaml.ts";
import type { packSchema } from "./pack-schema.ts";
import { WEEKDAYS } from "./weekly/calendar.ts";

/** One thing wrong in a pack, at a place. */
export type PackFinding = { path: Path; what: string; how: string };

type Given = z.infer<typeof packSchema>;

const WEEKLY = 'Write e.g. { day: friday, time: "16:00" }.';
const WEEKS = "Write a number of weeks from 1 to 12.";

/** How each word of a pack is written. */
const HELP: Record<string, string> = {
  name: "Write a name of 2 to 120 letters.",
  office: "Write in one line who you are and where, at most 120 letters.",
  purpose: "Write in one line what the programme is for, at most 120 letters.",
  zone: "Write WIB, WITA or WIT.",
  hours: 'Write e.g. { from: "08:00", to: "19:30" }.',
  from: 'Write a time in quotes, e.g. "08:00".',
  to: 'Write a time in quotes, e.g. "19:30".',
  time: 'Write a time in quotes, e.g. "16:00".',
  day: `Write one of: ${WEEKDAYS.join(", ")}.`,
  villages: "Write at least one, e.g. - { name: Sumberejo, zone: WIB }.",
  district: "Write a name of 2 to 120 letters.",
  "weekly-report": "Write beneficiary, kader and facilitator, each with day and time, and silent-weeks.",
  digests: "Write facilitator and coordinator, each with day and time.",
  beneficiary: WEEKLY,
  kader: WEEKLY,
  facilitator: WEEKLY,
  coordinator: WEEKLY,
  thresholds: "Write silent-weeks, profit-fall-percent and paused-weeks.",
  "silent-weeks": WEEKS,
  "paused-weeks": WEEKS,
  "profit-fall-percent": "Write a whole number from 1 to 100.",
};

/** What may stand inside a word. */
const INNER: Record<string, readonly string[]> = {
  "": ["name", "office", "purpose", "zone", "hours", "villages", "weekly-report", "digests", "thresholds"],
  hours: ["from", "to"],
  villages: ["name", "district", "zone"],
  "weekly-report": ["beneficiary", "kader", "facilitator", "silent-weeks"],
  digests: ["facilitator", "coordinator"],
  thresholds: ["silent-weeks", "profit-fall-percent", "paused-weeks"],
};
const TIME_WORDS = ["day", "time"];

/** All that is wrong with a pack: its form, or, when that is right, what does not fit together. */
export function packFindings(value: unknown, parsed: Given | z.ZodError): PackFinding[] {
  if (!(parsed instanceof z.ZodError)) return misfits(parsed);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [{ path: [], what: "The file describes no programme.", how: "Begin with name:, office: and purpose:." }];
  return parsed.issues.flatMap((issue) => findingsOf(issue, value));
}

function findingsOf(issue: z.core.$ZodIssue, root: object): PackFinding[] {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  const word = wordOf(path);
  if (issue.code === "unrecognized_keys") {
    const known = INNER[word] ?? TIME_WORDS;
    const place = word === "" ? "a programme" : `"${word}"`;
    return issue.keys.map((key) => ({
      path: [...path, key],
      what: `"${key}" is not a word of ${place}.`,
      how: didYouMean(key, known, `Known here: ${known.join(", ")}.`),
    }));
  }
  const how = HELP[word] ?? "Compare it with programmes/melati/programme.yaml.";
  const value = path.reduce<unknown>((at, part) => (at as Record<string | number, unknown> | undefined)?.[part], root);
  const what = value === undefined ? `"${word}" is missing.` : `${shown(value)} cannot stand under "${word}".`;
  return [{ path, what, how }];
}

/** The innermost word on the way to a value: under `villages[2].zone` it is `zone`. */
const wordOf = (path: Path): string => path.findLast((part): part is string => typeof part === "string") ?? "";

function shown(value: unknown): string {
  if (typeof value === "string") return `"${value.slice(0, 40)}"`;
  if (value === null) return "Nothing";
  return typeof value === "object" ? "What is written here" : String(value);
}

/** Each part is right, and together they do not work. */
function misfits(pack: Given): PackFinding[] {
  const { from, to } = pack.hours;
  if (from >= to)
    return [
      { path: ["hours", "to"], what: `The hours end at ${to}, before they begin at ${from}.`, how: "Swap them." },
    ];
  const { beneficiary, kader, facilitator } = pack["weekly-report"];
  const times: [Path, string][] = [
    [["weekly-report", "beneficiary", "time"], beneficiary.time],
    [["weekly-report", "kader", "time"], kader.time],
    [["weekly-report", "facilitator", "time"], facilitator.time],
    [["digests", "facilitator", "time"], pack.digests.facilitator.time],
    [["digests", "coordinator", "time"], pack.digests.coordinator.time],
  ];
  const late = times
    .filter(([, time]) => time < from || time >= to)
    .map(([path, time]) => ({
      path,
      what: `${time} lies outside the hours from ${from} to ${to}.`,
      how: "Write a time inside the hours, or change the hours.",
    }));
  const names = pack.villages.map(({ name }) => name.toLowerCase());
  const twice = names.flatMap((name, at) =>
    names.indexOf(name) < at
      ? [{ path: ["villages", at], what: `The village "${name}" stands twice.`, how: "Keep one of the two." }]
      : [],
  );
  return [...late, ...twice];
}
