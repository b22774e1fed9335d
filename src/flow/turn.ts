import { RukunError } from "../errors.ts";
import { LIMITS } from "../limits.ts";
import type { CompiledFlow, Instr } from "./compile.ts";
import { add, type Entry, type Frame, type Json, lookup, rootAt, type Session } from "./session.ts";
import type { Advanced, FlowWorld, Say, TurnEvent, Wanted } from "./world.ts";

/** Names that every person has a value for; no action gives another one under them. */
const FACTS: ReadonlySet<string> = new Set([
  "registered",
  "shared",
  "roles",
  "zone",
  "called",
  "programme",
  "office",
  "helper",
]);

/** The draft of one turn: the session is copied as far as it changes, and what is said and done is collected. */
export class Turn {
  readonly world: FlowWorld;
  readonly says: Say[] = [];
  readonly events: TurnEvent[] = [];
  action: Wanted | undefined;
  understood = true;
  private n: number;
  private frames: Frame[];
  auto: number;

  constructor(session: Session, world: FlowWorld) {
    this.world = world;
    this.n = session.n;
    this.auto = session.auto;
    this.frames = session.frames.map((f) => ({ ...f }));
  }

  get top(): Frame | undefined {
    return this.frames.at(-1);
  }

  get depth(): number {
    return this.frames.length;
  }

  /** The conversation below the top, or undefined. */
  get below(): Frame | undefined {
    return this.frames.at(-2);
  }

  frameAsking(asked: number): Frame | undefined {
    return this.frames.find((f) => f.asked === asked && f.asked > 0);
  }

  find(predicate: (frame: Frame) => boolean): Frame | undefined {
    return this.frames.find(predicate);
  }

  findLast(predicate: (frame: Frame) => boolean): Frame | undefined {
    return this.frames.findLast(predicate);
  }

  /** The flow that called the flow that called this one, down to the one that was started. */
  rootOf(frame: Frame): Frame {
    return this.frames[rootAt(this.frames, this.frames.indexOf(frame))] ?? frame;
  }

  /** A started flow and everything that it called, the innermost first. */
  calledBy(root: Frame): Frame[] {
    const from = this.frames.indexOf(root);
    let end = from + 1;
    while (this.frames[end - 1]?.mode === "child" && end < this.frames.length) end++;
    return this.frames.slice(from, end).reverse();
  }

  /** Ends a conversation from whichever of its flows: all of them go, for none can stand alone. Returns the started one. */
  end(frame: Frame): Frame {
    const root = this.rootOf(frame);
    for (const one of this.calledBy(root)) {
      this.event("cancelled", one);
      this.remove(one);
    }
    return root;
  }

  nextNumber(): number {
    return ++this.n;
  }

  push(frame: Omit<Frame, "id">): Frame {
    const whole = { ...frame, id: this.nextNumber() };
    this.frames.push(whole);
    return whole;
  }

  remove(frame: Frame): void {
    this.frames = this.frames.filter((f) => f.id !== frame.id);
  }

  /** Brings a conversation, with the ones that it called, to the top of the stack. */
  raise(frame: Frame): void {
    const group = this.calledBy(frame).reverse();
    this.frames = [...this.frames.filter((f) => !group.includes(f)), ...group];
  }

  /** The revision that a frame stands on, moved to the current one where that is safe. */
  flowOf(frame: Frame): CompiledFlow {
    const current = this.world.flow(frame.flow);
    if (current !== undefined && current.revision === frame.revision) return current;
    const own = this.world.revision(frame.flow, frame.revision);
    const moved = current === undefined ? undefined : rebase(frame, own, current);
    if (current !== undefined && moved !== undefined) {
      Object.assign(frame, { revision: current.revision, at: moved });
      return current;
    }
    if (own === undefined) throw new RukunError("flow.gone", `flow ${frame.flow}@${frame.revision} is not known`);
    return own;
  }

  instr(frame: Frame): Instr | undefined {
    const flow = this.flowOf(frame);
    const at = flow.index.get(frame.at);
    return at === undefined ? undefined : flow.instrs[at];
  }

  /** Looks a name up: the conversation's answers and data, then facts about the person. */
  value(frame: Frame, name: string): Json | undefined {
    // Looked up first where the flow cannot mean anything else by it: a long conversation need not be searched.
    if (FACTS.has(name) && !this.flowOf(frame).asks.has(name)) {
      const fact = this.world.fact(name);
      if (fact !== undefined) return fact;
    }
    const said = lookup(frame.trail, name);
    // A question that was skipped is answered with null, and that counts.
    return said === undefined ? this.world.fact(name) : said;
  }

  record(frame: Frame, entry: Entry): void {
    if ((frame.trail?.size ?? 0) >= LIMITS.answersPerConversation)
      throw new RukunError(
        "flow.too-long",
        `flow ${frame.flow} has more than ${LIMITS.answersPerConversation} answers`,
      );
    frame.trail = add(frame.trail, entry);
  }

  event(what: TurnEvent["what"], frame: Frame): void {
    this.events.push({ what, flow: frame.flow, step: frame.at });
  }

  done(): Advanced {
    return {
      session: { n: this.n, frames: this.frames, auto: this.auto },
      says: this.says,
      events: this.events,
      understood: this.understood,
      ...(this.action === undefined ? {} : { action: this.action }),
    };
  }
}

/**
 * The step of the current revision on which a conversation can go on, or undefined: the step still stands with the
 * same type, under its name or under the one that the flow's `moved:` gives it.
 */
export function rebase(frame: Frame, own: CompiledFlow | undefined, current: CompiledFlow): string | undefined {
  const target = current.source.moved?.[frame.at] ?? frame.at;
  const to = current.instrs[current.index.get(target) ?? -1];
  if (to === undefined) return undefined;
  const from = own?.instrs[own.index.get(frame.at) ?? -1];
  if (from === undefined) return to.op === "ask" || to.op === "review" ? target : undefined;
  if (from.op !== to.op) return undefined;
  return from.op !== "ask" || to.op !== "ask" || from.step.as === to.step.as ? target : undefined;
}
