import type { MediaStore } from "../conversation/media/index.ts";
import type { OutboxStore } from "../conversation/outbox/index.ts";
import type { Db } from "../db/open.ts";
import type { NewId } from "../ids.ts";
import type { Directory } from "../people/directory.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Duties } from "../schedule/duties.ts";
import type { Texts } from "../texts/index.ts";
import type { Enrolments } from "./enrolment/index.ts";
import type { EventLog } from "./events/index.ts";
import type { Forms } from "./forms/store.ts";
import type { Pack } from "./pack/index.ts";
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
  outbox: OutboxStore;
  media: MediaStore;
  texts: Texts;
  /** The main programme: its name, office, zone and hours are those of the home. */
  pack: Pack;
  /** All that run in this home; left out: the main one and what its file names as `beside`. */
  packs?: ReadonlyMap<string, Pack>;
  home: string;
  /** Folder for files that are made to be sent. */
  files: string;
  /** Whether a channel takes documents. */
  sendsFiles: (channel: string) => boolean;
  newId: NewId;
  /** 0 to 1, for codes. */
  random: () => number;
  /** May Rukun write first on a channel, to an address that has written before or that never has? */
  mayInitiate: (channel: string, hasWritten: boolean) => boolean;
  /** Something is ready: `plan` is called and what is due done. */
  wake: () => void;
};

/** With the storage of the domain's own; what every part of it is made of. */
export type Parts = ProgrammeParts & {
  packs: ReadonlyMap<string, Pack>;
  /** The same as `pack`. */
  main: Pack;
  events: EventLog;
  enrolments: Enrolments;
  forms: Forms;
  reports: ReportStore;
  tasks: Tasks;
  members: Members;
  asked: Asked;
};
