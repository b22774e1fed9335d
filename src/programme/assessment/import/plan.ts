import type { Sheet } from "../../../tables/cell.ts";
import { type Table, tableIn } from "../../../tables/headings.ts";
import { isNever, PEOPLE_COLUMNS, type PeopleColumn } from "./columns.ts";
import { type ListSetting, type PersonRow, type RowFault, readPersonRow } from "./person-row.ts";
import { type Known, Twins } from "./twins.ts";

/** People of one file: a district's list; more is divided. */
export const MOST_PEOPLE = 5_000;
/** A number that more of a list have was dragged down over its column. */
const MOST_ON_A_PHONE = 4;

/** Somebody whom Rukun knows already. */
export type Present = Known & {
  id: string;
  /** Programmes that she is in, with what she is there; those that she left do not count. */
  programmes: readonly { id: string; name: string }[];
  /** A facilitator, treasurer, officer: nobody else's answers belong on her phone. */
  staff: boolean;
};

export type PeoplePlan = {
  people: PersonRow[];
  /** Rows that cannot be taken in, each with all that is wrong. */
  faults: RowFault[];
  /** What stops the whole file. */
  wrongFile: { row: number; column: string; what: string; how: string }[];
  /** What somebody should look at. */
  remarks: { row: number; what: string }[];
};

/** Reads a list of people and holds it against the programme and who is known. Nothing is stored. Pure. */
export function planPeople(
  sheets: readonly Sheet[],
  programme: string,
  setting: ListSetting,
  present: readonly Present[],
): PeoplePlan {
  const plan: PeoplePlan = { people: [], faults: [], wrongFile: [], remarks: [] };
  const sheet = sheets.find((one) => tableIn(one, PEOPLE_COLUMNS, "name") !== undefined);
  const table = sheet === undefined ? undefined : tableIn(sheet, PEOPLE_COLUMNS, "name");
  if (sheet === undefined || table === undefined) {
    const how = "Name the columns in one row, e.g. Nama, HP, Jenis Kelamin, Tahun Lahir, Desa.";
    plan.wrongFile.push({ row: 0, column: "", what: "There is no row of headings.", how });
    return plan;
  }
  plan.wrongFile.push(...wrongHeadings(table));
  const rows = readRows(sheet, table, setting, plan);
  if (rows.length + plan.faults.length > MOST_PEOPLE)
    plan.wrongFile.push({
      row: 0,
      column: "",
      what: `There are more than ${MOST_PEOPLE} rows.`,
      how: "Divide the file.",
    });
  plan.people = withoutTwins(rows, programme, present, plan);
  plan.faults.sort((a, b) => a.row - b.row);
  return plan;
}

function wrongHeadings({ headingRow: row, unknown, twice }: Table<PeopleColumn>): PeoplePlan["wrongFile"] {
  const never = unknown.filter(isNever);
  const others = unknown.filter((title) => !isNever(title));
  return [
    ...never.map((column) => ({
      row,
      column,
      what: "Numbers of identity cards are not taken in.",
      how: "Take the column out of the file.",
    })),
    ...others.map((column) => ({
      row,
      column,
      what: "This heading is not known, so what stands below it would be lost.",
      how: `Rename it, or take the column out. Known: ${Object.values(PEOPLE_COLUMNS)
        .map(([first]) => first)
        .join(", ")}.`,
    })),
    ...twice.map((column) => ({ row, column, what: "There are two such columns.", how: "Keep one." })),
  ];
}

function readRows(sheet: Sheet, table: Table<PeopleColumn>, setting: ListSetting, plan: PeoplePlan): PersonRow[] {
  const rows: PersonRow[] = [];
  for (let at = table.headingRow; at < sheet.rows.length; at++) {
    const cells = sheet.rows[at] ?? [];
    if (cells.every(({ kind }) => kind === "empty")) continue;
    const found = readPersonRow(table, cells, at + 1, setting, (fault) => plan.faults.push(fault));
    if (found !== undefined) rows.push(found);
  }
  return rows;
}

/** Those of the rows who are nobody else, in the list or in Rukun. */
function withoutTwins(
  rows: PersonRow[],
  programme: string,
  present: readonly Present[],
  plan: PeoplePlan,
): PersonRow[] {
  const known = new Twins<Present>();
  const staffPhones = new Map<string, Present>();
  const phones = new Map<string, Present>();
  for (const one of present) {
    known.add(one);
    if (one.phone !== undefined) (one.staff ? staffPhones : phones).set(one.phone, one);
  }
  const before = new Twins<PersonRow>();
  const onPhone = new Map<string, PersonRow[]>();
  return rows.filter((row) => {
    const no = refused(row, programme, known.of(row), before.of(row), staffPhones, onPhone);
    if (no !== undefined) plan.faults.push({ row: row.row, column: "", ...no });
    else accept(row, before, onPhone, phones, plan);
    return no === undefined;
  });
}

type Refusal = { what: string; how: string };

function refused(
  row: PersonRow,
  programme: string,
  her: Present | undefined,
  twin: PersonRow | undefined,
  staffPhones: ReadonlyMap<string, Present>,
  onPhone: ReadonlyMap<string, readonly PersonRow[]>,
): Refusal | undefined {
  const name = row.name;
  if (twin !== undefined) return { what: `${name} is probably ${twin.name} of row ${twin.row}.`, how: "Keep one row." };
  if (her !== undefined) return alreadyHere(name, her, programme);
  if (row.phone === undefined) return undefined;
  if (staffPhones.has(row.phone))
    return {
      what: `${name} has the phone of a member of staff.`,
      how: "Leave the phone empty: her kader reports for her.",
    };
  const users = onPhone.get(row.phone) ?? [];
  return users.length >= MOST_ON_A_PHONE
    ? {
        what: `${name} has the phone of ${users.length} people above.`,
        how: "Write the phone of each, or leave it empty.",
      }
    : undefined;
}

function alreadyHere(name: string, her: Present, programme: string): Refusal {
  const here = her.programmes.find(({ id }) => id === programme);
  const elsewhere = her.programmes.find(({ id }) => id !== programme);
  if (here !== undefined)
    return { what: `${name} is in this programme already (${her.id}).`, how: "Take the row out." };
  if (elsewhere !== undefined)
    return {
      what: `${name} is in the programme ${elsewhere.name} (${her.id}).`,
      how: "Ask whether she may be in both.",
    };
  return { what: `${name} is known to Rukun already (${her.id}).`, how: "Take the row out." };
}

function accept(
  row: PersonRow,
  before: Twins<PersonRow>,
  onPhone: Map<string, PersonRow[]>,
  phones: ReadonlyMap<string, Present>,
  plan: PeoplePlan,
): void {
  before.add(row);
  if (row.phone === undefined) return;
  const users = onPhone.get(row.phone) ?? [];
  const [first] = users;
  if (first !== undefined || phones.has(row.phone)) {
    const other = first === undefined ? "somebody whom Rukun knows" : `${first.name} (row ${first.row})`;
    plan.remarks.push({ row: row.row, what: `${row.name} has the phone of ${other}: Rukun will ask who is writing.` });
  }
  onPhone.set(row.phone, [...users, row]);
}
