import type { OutboxStore } from "../conversation/outbox/index.ts";
import type { Db } from "../db/open.ts";
import type { Directory } from "../people/directory.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Duties } from "../schedule/duties.ts";
import type { Texts } from "../texts/index.ts";
import type { Pack } from "./pack.ts";
import type { Asked } from "./weekly/asked.ts";
import type { Members } from "./weekly/members.ts";
import type { ReportStore } from "./weekly/store.ts";
import type { Tasks } from "./weekly/tasks.ts";

/** What the programme domain is made of. */
export type ProgrammeParts = {
  db: Db;
  people: PeopleStore;
  directory: Directory;
  duties: Duties;
  outbox: Pick<OutboxStore, "initiatedSince">;
  texts: Texts;
  pack: Pack;
};

/** With the storage of the domain's own. */
export type Parts = ProgrammeParts & { reports: ReportStore; tasks: Tasks; members: Members; asked: Asked };
