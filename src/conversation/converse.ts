import { RukunError } from "../errors.ts";
import { advance } from "../flow/engine.ts";
import type { Session } from "../flow/session.ts";
import type { Advanced, FlowWorld, Input, Say, TurnEvent } from "../flow/world.ts";
import { LIMITS } from "../limits.ts";
import type { Action, ActionContext, Later } from "./module.ts";

/** What a turn came to, actions included. */
export type Conversed = {
  session: Session;
  says: Say[];
  events: TurnEvent[];
  understood: boolean;
  /** A sealed action goes on after the commit; until then the conversation waits for its outcome. */
  later?: Later & { mayFail: boolean };
};

/**
 * Gives the engine an input and runs the actions that it wants, until it waits for a person. Actions write in the
 * transaction that is open.
 */
export function converse(
  session: Session,
  input: Input,
  world: FlowWorld,
  actions: ReadonlyMap<string, Action>,
  context: (helpers: Record<string, string>, flow: string, sealed: boolean) => ActionContext,
): Conversed {
  let step: Advanced = advance(session, input, world);
  const says = [...step.says];
  const events = [...step.events];
  const { understood } = step;
  for (let done = 0; step.action !== undefined; done++) {
    if (done >= LIMITS.automaticSteps) throw new RukunError("flow.loop", `more than ${done} actions in one turn`);
    const { action: name, args, helpers } = step.action;
    const action = actions.get(name);
    if (action === undefined) throw new RukunError("flow.action", `no action ${name}`);
    const flow = step.session.frames.at(-1)?.flow ?? "";
    const outcome = action.run(action.args.parse(args), context(helpers, flow, action.sealed === true));
    if ("later" in outcome) {
      if (action.sealed !== true) throw new Error(`${name} is not sealed: it has to be done at once`);
      const later = { later: outcome.later, mayFail: action.outcomes.includes("failed") };
      return { session: step.session, says, events, understood, later };
    }
    step = advance(step.session, { kind: "outcome", ...outcome }, world);
    says.push(...step.says);
    events.push(...step.events);
  }
  return { session: step.session, says, events, understood };
}
