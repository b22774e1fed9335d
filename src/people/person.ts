import type { Role } from "../flow/definition.ts";
import type { Zone } from "../zones.ts";
import type { Manner } from "./manner.ts";

/** What the rest of Rukun sees of a person. */
export type Person = {
  readonly id: string;
  readonly name: string | null;
  /** `Ibu Sari`; the name or a friendly word when she has not said. */
  readonly called: string | null;
  readonly sex: "female" | "male" | "other" | null;
  readonly birthYear: number | null;
  readonly village: string | null;
  readonly zone: Zone;
  readonly language: string;
  readonly disability: string | null;
  /** How she wants to be written to. */
  readonly access: Manner;
  readonly unitId: string | null;
  readonly status: "guest" | "active" | "stopped" | "left" | "erased" | "merged";
  readonly pin: string | null;
  readonly roles: readonly Role[];
};

/** Where somebody writes from, and who uses it. */
export type Address = {
  readonly id: number;
  readonly channel: string;
  readonly address: string;
  readonly speakerId: string | null;
  readonly speakerSince: number | null;
  readonly lastInboundAt: number;
  readonly unreachable: string | null;
  readonly people: readonly string[];
};

/** A guest has told us nothing yet: only the welcome is for her. */
export const isRegistered = (person: Person): boolean => person.status === "active" || person.status === "stopped";

/** Roles that only take part, or once did; whoever has another one than these works here. */
export const PARTICIPANT_ROLES = ["prospective", "beneficiary", "alumni"] as const satisfies readonly Role[];

const PARTICIPANT: ReadonlySet<Role> = new Set(PARTICIPANT_ROLES);

export const isParticipantRole = (role: Role): boolean => PARTICIPANT.has(role);

/** People whose work this is: what they are told does not count against the week's messages, and waits for no morning. */
export const STAFF_ROLES = [
  "kader",
  "facilitator",
  "coordinator",
  "manager",
  "admin",
  "protection",
  "treasurer",
  "chair",
  "supervisor",
] as const satisfies readonly Role[];

const STAFF: ReadonlySet<Role> = new Set(STAFF_ROLES);

export const isStaff = (roles: readonly Role[]): boolean => roles.some((role) => STAFF.has(role));
