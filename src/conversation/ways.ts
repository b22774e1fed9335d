import type { AskStep } from "../flow/definition.ts";
import { rootAt } from "../flow/session.ts";
import type { Input, Say } from "../flow/world.ts";
import { isRegistered } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Asking } from "./asking.ts";
import type { FlowLibrary } from "./library.ts";
import type { Change, Heard, Module } from "./module.ts";
import type { Origin } from "./origin.ts";
import type { Turns } from "./turns.ts";

export type WaysParts = {
  people: PeopleStore;
  library: FlowLibrary;
  turns: Turns;
  asking: Asking;
  modules: readonly Module[];
};

const WELCOME = "welcome";
const MENU = "menu";

/** How a person's conversation goes on after a message: with a beginning, her open question, a flow or a domain. */
export class Ways {
  private readonly parts: WaysParts;

  constructor(parts: WaysParts) {
    this.parts = parts;
  }

  /** Is she in the middle of something? */
  isOpen(personId: string, now: number): boolean {
    const top = this.parts.turns.held(personId, now).session.frames.at(-1);
    return top !== undefined && top.mode !== "parked";
  }

  /** Does a question wait for her? A menu asks nothing of anybody. */
  isAsked(personId: string, { now }: Origin): boolean {
    const top = this.parts.turns.held(personId, now).session.frames.at(-1);
    return top !== undefined && top.mode !== "parked" && top.flow !== MENU;
  }

  /** Is she in the middle of something that would be missed: no menu, and nothing that is only offered? */
  isUnfinished(personId: string, { now }: Origin): boolean {
    const { frames } = this.parts.turns.held(personId, now).session;
    const top = frames.at(-1);
    const root = frames[rootAt(frames, frames.length - 1)];
    if (top === undefined || root === undefined || top.mode === "parked" || top.mode === "resume") return false;
    return this.parts.library.flow(root.flow)?.source.remind !== "none";
  }

  /** Where somebody starts who is in the middle of nothing: the welcome, or her menu. */
  begin(personId: string, origin: Origin, preface?: Say): void {
    const person = this.parts.people.person(personId);
    const flow = person !== undefined && isRegistered(person) ? MENU : WELCOME;
    const note = flow === MENU && preface !== undefined ? { preface } : {};
    this.parts.turns.take(personId, { kind: "start", flow }, origin, note);
  }

  /** She is told that what she was in is over, without a word of what she wrote. */
  beginAnew(personId: string, origin: Origin): void {
    this.parts.turns.sealed.tellLate(personId, origin.now);
    this.begin(personId, origin, { key: "engine:late", data: {} });
  }

  /** A flow asked for by its word; a wish for help takes along where she stands. */
  start(personId: string, flow: string, origin: Origin): void {
    const top = this.parts.turns.held(personId, origin.now).session.frames.at(-1);
    const data = top === undefined || top.flow === flow ? {} : { about: top.flow, question: top.at };
    const takes = this.parts.library.flow(flow)?.source.takes ?? [];
    const given = Object.fromEntries(Object.entries(data).filter(([name]) => takes.includes(name)));
    this.parts.turns.take(personId, { kind: "start", flow, data: given }, origin);
  }

  /** An input for the open question; with none open it is thanked for and the menu shown. */
  orBegin(personId: string, input: Input, origin: Origin, otherwise: string): void {
    const isHeard = this.isOpen(personId, origin.now) || this.isOffered(personId, input, origin);
    if (isHeard) this.parts.turns.take(personId, input, origin);
    else this.begin(personId, origin, { key: otherwise, data: {} });
  }

  /** The button of an offer to go on with what she has put aside. */
  private isOffered(personId: string, input: Input, { now }: Origin): boolean {
    if (input.kind !== "choice" || input.asked === 0) return false;
    return this.parts.turns.held(personId, now).session.frames.some(({ asked }) => asked === input.asked);
  }

  /** A kind word about something that changes nothing, and the open question again. */
  note(personId: string, key: string, origin: Origin): void {
    const preface = { key, data: {} };
    if (this.isOpen(personId, origin.now))
      this.parts.turns.take(personId, { kind: "move", to: "again" }, origin, { preface });
    else this.begin(personId, origin, preface);
  }

  /** A command of a domain, e.g. "setor wajib Maria 20rb": heard wherever she stands, but for talks and sealed matters. */
  takenByDomain(
    personId: string,
    heard: Heard,
    origin: Origin,
    open: boolean,
    step: AskStep | undefined,
    how: "hear" | "unheard" | "lastly" = "hear",
  ): boolean {
    const { turns, asking, modules } = this.parts;
    if (step?.silent === true || turns.isSealed(personId, origin.now)) return false;
    for (const module of modules) {
      const taken = module[how] === undefined ? undefined : asking.hear(module, heard, personId, origin, open, how);
      if (taken === undefined) continue;
      if (taken !== "taken") turns.take(personId, { kind: "start", ...taken }, origin);
      return true;
    }
    return false;
  }

  /** What she wrote in a talk with a human was passed on, and no domain heard it. */
  overheard(personId: string, heard: Heard, origin: Origin): void {
    for (const module of this.parts.modules) this.parts.asking.overheard(module, heard, personId, origin);
  }

  /** What she changed or deleted changes nothing: a domain says what stands of it, else she hears a kind word. */
  changed(personId: string, change: Change | undefined, otherwise: string, origin: Origin): void {
    const { turns, asking, modules } = this.parts;
    const step = turns.openStep(personId, origin);
    if (change !== undefined && step?.silent !== true && !turns.isSealed(personId, origin.now)) {
      const open = this.isOpen(personId, origin.now);
      for (const module of modules) if (asking.changed(module, change, personId, origin, open) === "taken") return;
    }
    this.note(personId, otherwise, origin);
  }
}
