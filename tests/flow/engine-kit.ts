import { type CompiledFlow, compileFlow } from "../../src/flow/compile.ts";
import { advance } from "../../src/flow/engine.ts";
import { parseFlow } from "../../src/flow/parse.ts";
import { revisionOf } from "../../src/flow/revision.ts";
import { emptySession, type Json, type Session } from "../../src/flow/session.ts";
import type { Advanced, FlowWorld, Input } from "../../src/flow/world.ts";

/** Compiles a flow written in a test; what is wrong with it fails the test. */
export function flowOf(yaml: string): CompiledFlow {
  const { flow, problems } = parseFlow("test.yaml", yaml);
  if (flow === undefined) throw new Error(problems.map((p) => `${p.line}: ${p.what}`).join("\n"));
  return compileFlow(flow, revisionOf(flow));
}

/** The head that every flow needs, so that a test shows only its steps. */
export const flow = (id: string, steps: string, head = ""): CompiledFlow =>
  flowOf(`id: ${id}\nfor: anyone\nremind: [1d, 2d]\n${head}\nsteps:\n${steps}`);

const NO_TEXT = /(again|review)$/;

/** A world whose texts are their own keys and whose labels are the options' ids. */
export function worldOf(
  flows: readonly CompiledFlow[],
  more: Partial<FlowWorld> & { earlier?: readonly CompiledFlow[] } = {},
): FlowWorld {
  const all = [...flows, ...(more.earlier ?? [])];
  return {
    flow: (id) => flows.find((f) => f.id === id),
    revision: (id, revision) => all.find((f) => f.id === id && f.revision === revision),
    options: (of, step) => {
      const defined = of.asks.get(step)?.options;
      const ids = Array.isArray(defined) ? defined.map((o) => (typeof o === "string" ? o : o.id)) : [];
      return new Map(ids.map((id) => [id, { id, label: id }]));
    },
    text: (key) => key,
    has: (key) => !NO_TEXT.test(key) || key.endsWith(".review"),
    needs: (key) => (key.startsWith("engine:") ? ["value", "answers", "heard"] : []),
    writes: (action) => action.endsWith("submit"),
    fact: () => undefined,
    now: Date.parse("2026-11-20T09:00:00Z"),
    today: "2026-11-20",
    language: "id",
    helpFlow: "help",
    ...more,
  };
}

/** Plays a conversation and remembers what was said. */
export class Player {
  session: Session = emptySession;
  last: Advanced | undefined;
  readonly world: FlowWorld;

  constructor(world: FlowWorld) {
    this.world = world;
  }

  take(input: Input): string[] {
    this.last = advance(this.session, input, this.world);
    this.session = this.last.session;
    return this.last.says.map((say) => say.key);
  }

  start(id: string, data?: Record<string, Json>): string[] {
    return this.take({ kind: "start", flow: id, ...(data === undefined ? {} : { data }) });
  }

  /** Writes a text, as one who answers at once. */
  says(text: string, waitedMs = 0): string[] {
    return this.take({ kind: "text", text, waitedMs });
  }

  taps(option: string, asked = this.open.asked): string[] {
    return this.take({ kind: "choice", asked, option, waitedMs: 0 });
  }

  goes(to: "back" | "again" | "skip" | "cancel" | "resume"): string[] {
    return this.take({ kind: "move", to });
  }

  outcome(outcome: string, data?: Record<string, Json>): string[] {
    return this.take({ kind: "outcome", outcome, ...(data === undefined ? {} : { data }) });
  }

  get open() {
    const top = this.session.frames.at(-1);
    if (top === undefined) throw new Error("no conversation is open");
    return top;
  }
}
