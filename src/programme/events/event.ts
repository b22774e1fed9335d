import type { Json } from "../../flow/session.ts";

/** How something was told: by herself, by her kader or facilitator, on the phone, from a file, or by Rukun itself. */
export const MODES = ["self", "kader", "facilitator", "phone", "import", "system"] as const;
export type Mode = (typeof MODES)[number];

/** Something that happened in a programme. It is never changed; a correction is another one that names it. */
export type Happened = {
  id: string;
  programme: string;
  /** `training.attended`, `form.kunjungan`: see `kinds.ts`. */
  kind: string;
  /** To whom; null: to nobody in particular. */
  personId: string | null;
  groupId: string | null;
  unitId: string | null;
  village: string | null;
  /** The local day on which it happened, YYYY-MM-DD. */
  on: string;
  /** When it was written down, ms UTC. */
  at: number;
  mode: Mode;
  /** Who told it; null: nobody did. */
  by: string | null;
  /** The message, duty or import key that it comes from. */
  source: string;
  data: Record<string, Json>;
  /** Id of the one that it replaces. */
  corrects: string | null;
};

/** The same before it is stored; what is left out is null, and the id a new one. */
export type NewHappened = Pick<Happened, "programme" | "kind" | "on" | "at" | "mode" | "source" | "data"> &
  Partial<Pick<Happened, "id" | "personId" | "groupId" | "unitId" | "village" | "by" | "corrects">>;

/** Which events are meant: all that is given must hold. */
export type EventQuery = {
  programme?: string | undefined;
  kind?: string | readonly string[] | undefined;
  personId?: string | undefined;
  groupId?: string | undefined;
  unitId?: string | undefined;
  /** First and last day, YYYY-MM-DD, both included. */
  from?: string | undefined;
  to?: string | undefined;
};
