import type { Keeper } from "../conversation/keeper.ts";
import type { FlowLibrary } from "../conversation/library.ts";
import type { MediaStore } from "../conversation/media/index.ts";
import type { Db } from "../db/open.ts";
import type { Directory } from "../people/directory.ts";
import type { Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Duties } from "../schedule/duties.ts";
import type { Texts } from "../texts/index.ts";
import type { Hours, Zone } from "../zones.ts";
import type { RightsRequests } from "./requests/store.ts";
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
  pack: { villages: readonly { name: string; zone: Zone }[]; zone: Zone; hours: Hours };
  media: Pick<MediaStore, "get">;
  /** What other domains keep of people in books of their own. */
  keepers?: readonly Keeper[];
  /** Folder of everything that is stored. */
  home: string;
  /** Folder for files that are made to be sent, e.g. somebody's own data. */
  files: string;
};

export type Parts = MembershipParts & { tickets: Tickets; requests: RightsRequests };

/** Version of the consent texts in `locales/<lang>/welcome.json`; to be raised when their meaning changes. */
export const CONSENT_VERSION = "2026-11";

/** How somebody is called before others; a newcomer has not said. */
export const nameOf = (parts: Pick<Parts, "texts">, person: Person | undefined): string =>
  person?.called ?? person?.name ?? parts.texts.text(person?.language ?? "id", "membership:somebody");
