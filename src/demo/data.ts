import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Problem } from "../errors.ts";
import { readYaml } from "../flow/check/yaml.ts";
import { GIVEN_ROLES } from "../flow/definition.ts";
import type { Pack } from "../programme/index.ts";
import { cooperativeMisfits, cooperativeSchema } from "./cooperative/data.ts";
import { lifeSchema, yearSchema } from "./programme/data.ts";
import { yearMisfits } from "./programme/misfits.ts";

const id = z.string().regex(/^[a-z][a-z0-9]{0,9}$/);
const address = z.string().regex(/^\d{5,15}$/);
const week = z.union([z.number().int().nonnegative(), z.enum(["paused", "none"])]);

const person = z.strictObject({
  id,
  name: z.string().min(2),
  called: z.string().min(2),
  sex: z.enum(["female", "male"]).default("female"),
  roles: z.array(z.enum(GIVEN_ROLES)).default([]),
  village: z.string(),
  born: z.number().int().optional(),
  /** Known to the simulator alone; she is not in the database until she writes. */
  newcomer: z.boolean().default(false),
  whatsapp: address.optional(),
  telegram: address.optional(),
  facilitator: id.optional(),
  kader: id.optional(),
  coordinator: id.optional(),
  /** Net profit in rupiah of the weeks before, the oldest first. */
  reports: z.array(week).max(8).default([]),
  obstacle: z.enum(["capital", "materials", "buyers", "other"]).optional(),
  /** A facilitator's report of the week before. */
  weekly: z
    .strictObject({
      visits: z.number().int(),
      activities: z.string(),
      obstacle: z.string(),
      action: z.string(),
      plan: z.string(),
      support: z.enum(["none", "visit", "materials", "cost", "other"]),
    })
    .optional(),
  note: z.string().optional(),
  ...lifeSchema,
});

const demoSchema = z.strictObject({
  unit: z.strictObject({ name: z.string().min(2), village: z.string() }),
  people: z.array(person).min(1).max(200),
  /** The books of the unit; made when the programme has a `cooperative.yaml`. */
  cooperative: cooperativeSchema.optional(),
  /** The year of the programme; without it everybody joined some weeks ago. */
  year: yearSchema.optional(),
});

export type DemoPerson = z.infer<typeof person>;
/** The people of a demo world, as `programmes/<id>/demo.yaml` describes them. */
export type Demo = z.infer<typeof demoSchema>;

/**
 * Reads `programmes/<id>/demo.yaml` below a folder that holds `programmes`. A programme without one has no demo world:
 * then there is neither a demo nor a problem.
 */
export function loadDemo(root: string, pack: Pack): { demo?: Demo; problems: Problem[] } {
  const file = `programmes/${pack.id}/demo.yaml`;
  const path = join(root, file);
  return existsSync(path) ? readDemo(file, readFileSync(path, "utf8"), pack) : { problems: [] };
}

/** Reads one demo file. Pure; what is wrong is returned as sentences with lines. */
export function readDemo(file: string, text: string, pack: Pack): { demo?: Demo; problems: Problem[] } {
  const { value, problems, lineOf } = readYaml(file, text);
  if (problems.length > 0) return { problems };
  const parsed = demoSchema.safeParse(value);
  if (!parsed.success) {
    const found = parsed.error.issues.map((issue): Problem => {
      const at = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
      const place = issue.code === "unrecognized_keys" ? [...at, issue.keys[0] ?? ""] : at;
      const what = `"${place.findLast((part) => typeof part === "string") ?? "people"}" does not fit: ${issue.message}.`;
      return { file, line: lineOf(place), what, how: "Compare it with the people before it." };
    });
    return { problems: found };
  }
  const wrong = misfits(parsed.data, pack).map(({ at, what, how }) => ({
    file,
    line: lineOf(at),
    what,
    how,
  }));
  return wrong.length > 0 ? { problems: wrong } : { demo: parsed.data, problems: [] };
}

type Misfit = { at: (string | number)[]; what: string; how: string };

/** Villages and people that are named, and are not there. */
function misfits(demo: Demo, pack: Pack): Misfit[] {
  const rolesOf = (id: string) => demo.people.find((p) => p.id === id)?.roles;
  const inBooks = demo.cooperative === undefined ? [] : cooperativeMisfits(demo.cooperative, rolesOf);
  return [
    ...inPeople(demo, pack).map(({ at, ...words }) => ({ at: ["people", ...at], ...words })),
    ...inBooks.map(({ at, ...words }) => ({ at: ["cooperative", ...at], ...words })),
    ...(demo.year === undefined ? [] : yearMisfits(demo.year, demo.people, pack)),
  ];
}

function inPeople({ people }: Demo, pack: Pack): Misfit[] {
  const ids = people.map((p) => p.id);
  const villages = new Set(pack.villages.map((v) => v.name));
  return people.flatMap((one, at): Misfit[] => {
    const found: Misfit[] = [];
    if (ids.indexOf(one.id) < at)
      found.push({ at: [at, "id"], what: `The id "${one.id}" stands twice.`, how: "Give one of the two another id." });
    if (!villages.has(one.village)) {
      const how = "Write one of the villages of programme.yaml, or add it there.";
      found.push({ at: [at, "village"], what: `The village "${one.village}" is not in the programme.`, how });
    }
    for (const word of ["facilitator", "kader", "coordinator"] as const) {
      const who = one[word];
      if (who === undefined || people.some((p) => p.id === who && p.roles.includes(word))) continue;
      const how = "Write the id of somebody who has this role.";
      found.push({ at: [at, word], what: `"${who}" is no ${word}.`, how });
    }
    return found;
  });
}
