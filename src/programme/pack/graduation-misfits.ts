import { didYouMean } from "../../flow/check/near.ts";
import type { Path } from "../../flow/check/yaml.ts";
import { boundMisfits } from "./bound-misfits.ts";
import { evidenceMisfits } from "./evidence-misfits.ts";
import type { Criterion, Graduation } from "./graduation.ts";
import type { Misfit } from "./misfit.ts";
import type { Pack } from "./pack.ts";

/** Levels, figures and evidence that there are not; criteria that are met by nobody or by everybody. */
export function graduationMisfits(pack: Pack): Misfit[] {
  const item = pack.graduation;
  if (item === undefined) return [];
  const levels = item.levels.map(({ id }) => id);
  return [
    ...levelMisfit(["graduates"], item.graduates, levels),
    ...item.criteria.flatMap((criterion, at) =>
      criterionMisfits(pack, criterion, levels).map(({ path, ...words }) => ({
        path: ["criteria", at, ...path],
        ...words,
      })),
    ),
    ...checkMisfits(item),
    ...twice(item, "levels"),
    ...twice(item, "criteria"),
    ...twice(item, "refer"),
  ].map((one) => ({ item, ...one }));
}

function criterionMisfits(pack: Pack, criterion: Criterion, levels: readonly string[]): Misfit[] {
  const { evidence, level } = criterion;
  return [
    ...levelMisfit(["level"], level, levels),
    ...evidenceMisfits(pack, evidence).map((one) => ({ ...one, path: ["evidence", ...one.path] })),
    ...boundMisfits(pack, criterion),
  ];
}

const levelMisfit = (path: Path, level: string, levels: readonly string[]): Misfit[] =>
  levels.includes(level)
    ? []
    : [{ path, what: `There is no level "${level}".`, how: didYouMean(level, levels, `Known: ${levels.join(", ")}.`) }];

function checkMisfits({ checks }: Graduation): Misfit[] {
  const at = checks.findIndex((month, index) => index > 0 && month <= (checks[index - 1] ?? 0));
  if (at === -1) return [];
  return [{ path: ["checks", at], what: `Month ${checks[at]} does not come after the one before.`, how: "Sort them." }];
}

function twice(item: Graduation, list: "levels" | "criteria" | "refer"): Misfit[] {
  const ids = item[list].map(({ id }) => id);
  return ids.flatMap((id, at) =>
    ids.indexOf(id) < at
      ? [{ path: [list, at], what: `The id "${id}" stands twice.`, how: "Give one of the two another id." }]
      : [],
  );
}
