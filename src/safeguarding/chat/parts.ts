import type { Place, Reach } from "../../conversation/module.ts";
import type { Db } from "../../db/open.ts";
import type { PeopleStore } from "../../people/store.ts";
import type { Duties } from "../../schedule/duties.ts";
import type { Texts } from "../../texts/index.ts";
import type { Hours, Zone } from "../../zones.ts";
import type { OpenCategory } from "../open/index.ts";
import type { SafeSettings } from "../settings/load.ts";
import type { Safe } from "./safe.ts";

/** What sealed conversations may use of the channels (`ModuleParts.sealed` of the runtime). */
export type SealedAccess = {
  /** Fetches a file of a message into memory. Errors: `media.*`. */
  fetch(channel: string, ref: string, maxBytes: number): Promise<{ bytes: Uint8Array; mime: string }>;
  /** Says something outside of any message; nothing of it is stored. */
  speak(work: (reach: Reach) => void): void;
  /** Tells a chat that is no person's any more. */
  ping(place: Place, key: string, language: string): void;
};

/** What the conversations of Kotak Suara are made of; `zone` and `hours` are the programme's. */
export type ChatParts = {
  db: Db;
  people: PeopleStore;
  duties: Duties;
  texts: Texts;
  zone: Zone;
  hours: Hours;
  /** 0 to 1, for jitter. */
  random: () => number;
  settings: SafeSettings;
  /** The district of a village, for numbers that answer only there. */
  districtOf(village: string): string | undefined;
  sealed: SealedAccess;
  /** Undefined: there is no vault in this home, and nobody can be told anything. */
  safe: Safe | undefined;
  /** What the law obliges the operator to tell others, as her lawyer has worded it; undefined: nothing is said of it. */
  law?: string | undefined;
  /** Takes a complaint that is given by name, and gives its ticket; undefined: only in confidence. */
  openComplaint?: OpenComplaint | undefined;
};

export type OpenComplaint = (
  complaint: { personId: string; category: OpenCategory; text: string },
  doing: Pick<Reach, "tell"> & { now: number },
) => string;
