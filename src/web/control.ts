import type { Look, SimulatorChats } from "../channels/simulator/index.ts";

/** A person that a visitor of the simulator can be. */
export type Persona = {
  id: string;
  name: string;
  /** How she is addressed, e.g. `Ibu Sari`. */
  called: string;
  /** `beneficiary`, `kader`, `facilitator`, `treasurer`, ...: as stored; the page has the words. */
  roles: readonly string[];
  /** Village and district. */
  place: string;
  /** IANA name of her time zone, e.g. `Asia/Makassar`. */
  zone: string;
  addresses: readonly { channel: Look; address: string }[];
  /** One sentence for the visitor: why this person is interesting to be. */
  note?: string;
};

/** What the simulator's routes and page need from the running system; `main.ts` implements it. */
export type SimulatorControl = {
  /** Everybody that a visitor can be, as they are now in the database. */
  people(): readonly Persona[];
  chats: SimulatorChats;
  clock: { now(): number; readonly aheadMs: number };
  /** Moves the clock forward and does what falls due on the way, in its order. */
  advance(ms: number): Promise<void>;
  /** Resolves when every reply that is due now has been dispatched. */
  settled(): Promise<void>;
  /** Makes the demo world anew. The chats are emptied just before by the route. */
  reset(): Promise<void>;
};

/** The little that is needed of a log; pino's fits. */
export type WebLog = Record<"info" | "warn" | "error", (about: object, message: string) => void>;

/** The state of the system for `GET /healthz`: the same checks as `rukun doctor`. */
export type Health = { ok: boolean; checks: readonly { name: string; ok: boolean; what: string; how?: string }[] };
