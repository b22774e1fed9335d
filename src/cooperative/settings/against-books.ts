import type { Problem } from "../../errors.ts";
import type { CoopUnit } from "../units.ts";
import type { UnitOfFile } from "./file.ts";

type InBooks = Pick<CoopUnit, "id" | "kind" | "name" | "village" | "openedOn">;

/**
 * Where a file and the books mean different units by a number or a name: what one unit decided would be in force in
 * another, or one would have its books twice. Pure.
 */
export function mistaken(file: string, units: readonly UnitOfFile[], books: readonly InBooks[]): Problem[] {
  const head = books.find(({ kind }) => kind === "head");
  return units.flatMap((unit): Problem[] => {
    const { number, name } = unit;
    const there = books.find(({ id }) => id === number);
    const namesake = books.find((one) => same(one.name, name) && one.id !== number);
    if (namesake !== undefined)
      return [
        {
          file,
          what: `"${name}" is unit ${namesake.id} in the books, and ${number} in the file.`,
          how: `A unit keeps its number for good: write number: ${namesake.id}.`,
        },
      ];
    if (there !== undefined && !same(there.name, name))
      return [
        {
          file,
          what: `Unit ${number} is "${there.name}" in the books, and "${name}" in the file.`,
          how: `Write name: ${there.name}, or give ${name} a number that was never used.`,
        },
      ];
    return mistakenKind(file, unit, there, head);
  });
}

function mistakenKind(
  file: string,
  { number, kind }: UnitOfFile,
  there: InBooks | undefined,
  head: InBooks | undefined,
): Problem[] {
  if (kind === "head" && head !== undefined && head.id !== number) {
    const what = `The head office is unit ${head.id} in the books, and ${number} in the file.`;
    return [{ file, what, how: `Write kind: unit for ${number}; a head office stays what it is.` }];
  }
  if (there === undefined || there.kind === kind) return [];
  return there.kind === "head"
    ? [{ file, what: `Unit ${number} is the head office in the books.`, how: "Write kind: head." }]
    : [{ file, what: `Unit ${number} is no head office in the books.`, how: "Write kind: unit." }];
}

/** What a file says otherwise than the books, and what stays as they have it. Pure. */
export function staying(
  { opened, village }: Pick<UnitOfFile, "opened" | "village">,
  there: Pick<InBooks, "village" | "openedOn">,
): { word: string; stays: string; file: string }[] {
  return [
    ...(opened === there.openedOn ? [] : [{ word: "opened", stays: there.openedOn, file: opened }]),
    ...(same(village, there.village) ? [] : [{ word: "village", stays: there.village, file: village }]),
  ];
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
