import type { FlowLibrary } from "../conversation/library.ts";
import type { MediaStore } from "../conversation/media/index.ts";
import type { Db } from "../db/open.ts";
import type { Directory } from "../people/directory.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Duties } from "../schedule/duties.ts";
import type { Texts } from "../texts/index.ts";
import type { Zone } from "../zones.ts";
import type { Tickets } from "./tickets.ts";

/** What the membership domain works with. */
export type MembershipParts = {
  db: Db;
  people: PeopleStore;
  directory: Directory;
  duties: Duties;
  library: FlowLibrary;
  texts: Texts;
  /** Villages of the programme, with their zones. */
  pack: { villages: readonly { name: string; zone: Zone }[]; zone: Zone };
  media: Pick<MediaStore, "get">;
  /** Folder of everything that is stored. */
  home: string;
  /** Folder for files that are made to be sent, e.g. somebody's own data. */
  files: string;
};

export type Parts = MembershipParts & { tickets: Tickets };

/** Version of the consent texts in `locales/<lang>/welcome.json`; to be raised when their meaning changes. */
export const CONSENT_VERSION = "2026-11";
