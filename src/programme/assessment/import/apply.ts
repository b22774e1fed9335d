import { DAY } from "../../../clock.ts";
import type { NewId } from "../../../ids.ts";
import type { Directory } from "../../../people/directory.ts";
import type { Duties } from "../../../schedule/duties.ts";
import type { Zone } from "../../../zones.ts";
import type { Enrolments } from "../../enrolment/index.ts";
import type { EventLog } from "../../events/index.ts";
import { type Imported, TOLD_FIELDS, type Told } from "../imported.ts";
import { CONFIRM, confirmKey } from "../invite.ts";
import type { PersonRow } from "./person-row.ts";
import { PHONE_CHANNEL } from "./present.ts";

/** Where people are written down. */
export type ImportParts = {
  directory: Directory;
  enrolments: Enrolments;
  events: EventLog;
  imported: Imported;
  duties: Duties;
  newId: NewId;
};

/** What is true of all rows of one file. */
export type ImportWork = {
  programme: string;
  as: "candidate" | "beneficiary";
  /** Hash of the file: the same file tells nothing twice. */
  file: string;
  /** Ms UTC, and the local day. */
  now: number;
  today: string;
  zoneOf: (village: string | undefined) => Zone;
  /** Writes down how she agreed, where that is known; without it she has no role until she agrees herself. */
  agreed?: (personId: string) => void;
};

/** How long somebody from a list is asked by itself, where Rukun may write first at all. */
const ASKED_WITHIN_MS = 14 * DAY;

/** Writes the people of a list down, in the open transaction; returns their ids. */
export function importPeople(parts: ImportParts, people: readonly PersonRow[], work: ImportWork): string[] {
  return people.map((row) => importOne(parts, row, work));
}

function importOne(parts: ImportParts, row: PersonRow, work: ImportWork): string {
  const { programme, as, file, now, today, agreed } = work;
  const source = `import:${file}:${row.row}`;
  const role = as === "candidate" ? "prospective" : "beneficiary";
  const id = parts.directory.add(
    {
      name: row.name,
      called: row.called,
      zone: work.zoneOf(row.village),
      roles: agreed === undefined ? [] : [role],
      addresses: row.phone === undefined ? [] : [{ channel: PHONE_CHANNEL, address: row.phone }],
      ...(row.sex === undefined ? {} : { sex: row.sex }),
      ...(row.born === undefined ? {} : { birthYear: row.born }),
      ...(row.village === undefined ? {} : { village: row.village }),
    },
    now,
  );
  agreed?.(id);
  for (const kind of ["facilitator", "kader"] as const) {
    const carer = row[kind];
    if (carer !== undefined) parts.directory.setCare(carer, id, kind, true);
  }
  parts.enrolments.enrol({
    programme,
    personId: id,
    as,
    since: now,
    source,
    ...(row.cohort === undefined ? {} : { cohort: row.cohort }),
  });
  const told = toldOf(row);
  parts.imported.add(id, told, { programme, mode: "import", by: null, source, at: now });
  parts.events.record({
    programme,
    kind: "assessment.imported",
    personId: id,
    village: row.village ?? null,
    on: today,
    at: now,
    mode: "import",
    source,
    data: {
      fields: TOLD_FIELDS.filter((field) => told[field] !== undefined),
      ...(row.cohort === undefined ? {} : { cohort: row.cohort }),
    },
  });
  if (row.phone !== undefined)
    parts.duties.plan({
      key: confirmKey(id),
      kind: CONFIRM,
      personId: id,
      data: {},
      dueAt: now,
      expiresAt: now + ASKED_WITHIN_MS,
    });
  return id;
}

const toldOf = ({ name, born, sex, village }: PersonRow): Told => ({
  name,
  ...(born === undefined ? {} : { born: String(born) }),
  ...(sex === undefined ? {} : { sex }),
  ...(village === undefined ? {} : { village }),
});
