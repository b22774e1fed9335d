import { hiddenCells } from "../../analytics/index.ts";
import type { Column, Row, Section } from "../../documents/index.ts";
import { FEW } from "./figures.ts";
import { LIMITS } from "./limits.ts";
import type { Telling } from "./sections.ts";

/** The graduation matrix: level by level, then criterion by criterion. */
export function matrixSections({ made: { matrix }, pack: { graduation }, words }: Telling): Section[] {
  if (matrix === undefined || graduation === undefined) return [];
  const column = (key: string, kind: Column["kind"], lead = false): Column => ({
    key,
    label: words.say(`column.${key}`),
    kind,
    ...(lead ? { lead: " " as const } : {}),
  });
  const nameOf = (all: readonly { id: string; name: string }[], id: string) =>
    all.find((one) => one.id === id)?.name ?? id;
  const [now, before] = [shown(matrix.levels.map((one) => one.now)), shown(matrix.levels.map((one) => one.before))];
  const levels = matrix.levels.map(
    ({ level }, at): Row => ({ cells: [nameOf(graduation.levels, level), now[at] ?? 0, before[at] ?? 0] }),
  );
  const criteria = matrix.criteria.map(
    ({ criterion, met, notYet, unknown }): Row => ({
      cells: [nameOf(graduation.criteria, criterion), ...shown([met, notYet, unknown])],
    }),
  );
  return [
    {
      title: words.say("section.levels"),
      columns: [column("level", "text", true), column("people", "number"), column("before", "number")],
      rows: levels,
      chart: { kind: "bars", label: 0, value: 1 },
    },
    {
      title: words.say("section.criteria"),
      columns: [
        column("criterion", "text", true),
        column("met", "number"),
        column("not-yet", "number"),
        column("unknown", "number"),
      ],
      rows: criteria,
    },
  ];
}

/** Numbers of people side by side: what is too few to be told, and what would tell it, is hidden. */
function shown(counts: readonly number[]): (number | string)[] {
  const hidden = hiddenCells(counts, LIMITS.fewestPeople);
  return counts.map((count, at) => (hidden[at] === true ? FEW : count));
}
