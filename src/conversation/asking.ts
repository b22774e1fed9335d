import type { Begun, Change, HearContext, Heard, Inside, Module } from "./module.ts";
import type { Origin } from "./origin.ts";
import type { Gathered } from "./pending.ts";
import type { Turns } from "./turns.ts";

/** A question that is not there any more is not left. */
const ONLY_THERE = { onlyIfUnderstood: true };

/** Asks a domain whether what was heard is for itself; what it tells the speaker is sent when it is done. */
export class Asking {
  private readonly turns: Turns;

  constructor(turns: Turns) {
    this.turns = turns;
  }

  /** A text or file that is perhaps a command of the domain; `open`: a question waits for her. */
  hear(
    module: Module,
    heard: Heard,
    personId: string,
    origin: Origin,
    open: boolean,
    how: "hear" | "unheard" | "lastly" = "hear",
  ): "taken" | Begun | undefined {
    return this.answered(module[how]?.(heard, this.hearing(module, personId, origin, open)), personId, origin);
  }

  /** A text that was passed on to a human. */
  overheard(module: Module, heard: Heard, personId: string, origin: Origin): void {
    module.overheard?.(heard, this.hearing(module, personId, origin, true));
  }

  /** A message that was changed or deleted. */
  changed(module: Module, change: Change, personId: string, origin: Origin, open: boolean): "taken" | undefined {
    return this.answered(module.changed?.(change, this.hearing(module, personId, origin, open)), personId, origin);
  }

  /** A text that must perhaps not wait. */
  urgent(module: Module, heard: Heard, personId: string, origin: Origin): Begun | "taken" | undefined {
    return this.answered(module.urgent?.(heard, this.alone(personId, origin)), personId, origin);
  }

  /** A text inside a sealed conversation. */
  inside(module: Module, heard: Heard, personId: string, origin: Origin): Inside | undefined {
    return module.inside?.(heard, this.alone(personId, origin));
  }

  /** Answers what was gathered of one person, as an answer to her last message. */
  finish({ module, personId, origin, items }: Gathered): void {
    module.gathered?.(items, this.alone(personId, origin));
    this.answered("taken", personId, origin);
  }

  private answered<T>(taken: T, personId: string, origin: Origin): T {
    this.turns.pending.sendAfterwards();
    if (taken === "taken") this.turns.sealed.sayTold(personId, origin);
    return taken;
  }

  private hearing(module: Module, personId: string, origin: Origin, open: boolean): HearContext {
    const gather = (item: unknown) => this.turns.pending.gather(module, personId, origin, item);
    const leave = (flow: string) => this.turns.take(personId, { kind: "leave", flow }, origin, ONLY_THERE);
    return Object.assign(this.turns.speaking(personId, origin), { open, gather, leave });
  }

  private alone(personId: string, origin: Origin): HearContext {
    const none = () => {
      throw new Error("nothing is gathered or left here");
    };
    return Object.assign(this.turns.speaking(personId, origin), { open: false, gather: none, leave: none });
  }
}
