import { didYouMean } from "../../../flow/check/near.ts";
import { type Cell, type Read, read, shown, wrong } from "../../../tables/cell.ts";
import { cellIn, type Table } from "../../../tables/headings.ts";
import { dateIn, nameIn, phoneIn } from "../../../tables/values.ts";
import { PEOPLE_COLUMNS, type PeopleColumn } from "./columns.ts";

/** One row of the list, understood cell by cell. */
export type PersonRow = {
  row: number;
  name: string;
  called: string;
  /** Digits in the international form. */
  phone: string | undefined;
  sex: "female" | "male" | undefined;
  born: number | undefined;
  village: string | undefined;
  /** Ids of those who look after her. */
  facilitator: string | undefined;
  kader: string | undefined;
  cohort: string | undefined;
};

/** What is wrong with a row: the heading, what, and how to mend it. */
export type RowFault = { row: number; column: string; what: string; how: string };

/** What the programme knows, to hold rows against. */
export type ListSetting = {
  /** YYYY-MM-DD. */
  today: string;
  villages: readonly string[];
  /** Names and forms of address of staff, in small letters, with their ids; several of one name have `""`. */
  facilitators: ReadonlyMap<string, string>;
  kader: ReadonlyMap<string, string>;
};

/** Older people than this are a slip of the pen. */
const OLDEST_YEARS = 110;
const COHORT_LETTERS = 40;

/** Reads one row; `fault` hears of every cell that does not do. Undefined when any did not. Pure. */
export function readPersonRow(
  table: Table<PeopleColumn>,
  cells: readonly Cell[],
  row: number,
  setting: ListSetting,
  fault: (found: RowFault) => void,
): PersonRow | undefined {
  let sound = true;
  const get = <T>(column: PeopleColumn, reader: (cell: Cell) => Read<T>): T | undefined => {
    const found = reader(cellIn(table, cells, column));
    if (found.ok) return found.value;
    sound = false;
    fault({
      row,
      column: table.titles.get(column) ?? PEOPLE_COLUMNS[column][0],
      what: found.what,
      how: found.how,
    });
    return undefined;
  };
  const name = get("name", nameIn);
  const sex = get("sex", sexIn);
  const called = get("called", (cell) => (cell.kind === "empty" ? read(undefined) : nameIn(cell)));
  const rest = {
    phone: get("phone", phoneIn),
    born: get("born", (cell) => bornIn(cell, setting.today)),
    village: get("village", (cell) => villageIn(cell, setting.villages)),
    facilitator: get("facilitator", (cell) => staffIn(cell, setting.facilitators, "facilitator")),
    kader: get("kader", (cell) => staffIn(cell, setting.kader, "kader")),
    cohort: get("cohort", cohortIn),
  };
  if (!sound || name === undefined) return undefined;
  return { row, name, called: called ?? politely(name, sex), sex, ...rest };
}

/** How somebody is addressed of whom the list says only the name. */
const politely = (name: string, sex: PersonRow["sex"]): string => {
  const [first = name] = name.split(" ");
  if (sex === undefined) return first;
  return `${sex === "male" ? "Bapak" : "Ibu"} ${first}`;
};

const SEX = "Write P (perempuan) or L (laki-laki), or leave it empty.";

function sexIn(cell: Cell): Read<PersonRow["sex"]> {
  if (cell.kind === "empty") return read(undefined);
  const text = cell.kind === "text" ? cell.text : "";
  if (/^(?:p|pr|perempuan|wanita|ibu|f|female)\.?$/iu.test(text)) return read("female");
  return /^(?:l|lk|laki(?:[- ]?laki)?|pria|bapak|m|male)\.?$/iu.test(text)
    ? read("male")
    : wrong(`${shown(cell)} is not P or L.`, SEX);
}

const BORN = "Write the year, e.g. 1985, or the day, e.g. 17/08/1985.";

/** The year of a year or of a day of birth. */
export function bornIn(cell: Cell, today: string): Read<number | undefined> {
  if (cell.kind === "empty") return read(undefined);
  const thisYear = Number(today.slice(0, 4));
  const year = cell.kind !== "date" && /^\d{4}(?:\.0+)?$/u.test(cell.text) ? Math.trunc(Number(cell.text)) : undefined;
  const day =
    year === undefined ? dateIn(cell, today, (date) => `${date} is in the future.`) : read(String(year).padStart(4));
  if (!day.ok) return wrong(day.what, BORN);
  if (day.value === undefined) return read(undefined);
  const born = Number(day.value.slice(0, 4));
  if (born > thisYear) return wrong(`${born} is in the future.`, BORN);
  return born < thisYear - OLDEST_YEARS ? wrong(`${born} is too long ago.`, BORN) : read(born);
}

function villageIn(cell: Cell, villages: readonly string[]): Read<string | undefined> {
  if (cell.kind === "empty") return read(undefined);
  const text = cell.kind === "text" ? cell.text : "";
  const known = villages.find((one) => one.toLowerCase() === text.replace(/^desa /iu, "").toLowerCase());
  if (known !== undefined) return read(known);
  const near = didYouMean(text, villages, "See villages in programme.yaml.");
  return wrong(`${shown(cell)} is no village of the programme.`, near);
}

function staffIn(cell: Cell, staff: ReadonlyMap<string, string>, role: string): Read<string | undefined> {
  if (cell.kind === "empty") return read(undefined);
  const found = cell.kind === "text" ? staff.get(cell.text.toLowerCase()) : undefined;
  if (found !== undefined && found !== "") return read(found);
  const how = `See rukun person list --role ${role}.`;
  return wrong(`${shown(cell)} is ${found === "" ? `more than one ${role}` : `no ${role}`} here.`, how);
}

function cohortIn(cell: Cell): Read<string | undefined> {
  if (cell.kind === "empty") return read(undefined);
  const text = cell.kind === "date" ? cell.date : cell.text;
  return text.length <= COHORT_LETTERS
    ? read(text)
    : wrong(`${shown(cell)} is too long.`, `Write at most ${COHORT_LETTERS} letters, e.g. 2026-1.`);
}
