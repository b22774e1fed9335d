import type Sqlite from "better-sqlite3";
import type { LiveStep } from "../../flow/check/index.ts";
import { type CompiledFlow, compileFlow } from "../../flow/compile.ts";
import type { Flow } from "../../flow/definition.ts";
import type { Frame } from "../../flow/session.ts";

type SessionRow = { frames: string };

/**
 * Where people stand in conversations that are not over, counted by step, with the kind of question that each waits at
 * in the revision that she began with. Reads only; people are never named.
 */
export function liveSteps(sqlite: Sqlite.Database): LiveStep[] {
  const revisions = revisionsOf(sqlite);
  const counts = new Map<string, LiveStep>();
  for (const { frames } of sqlite
    .prepare("SELECT frames FROM session WHERE frames <> '[]'")
    .iterate() as Iterable<SessionRow>) {
    for (const { flow, revision, at } of JSON.parse(frames) as Frame[]) {
      const as = questionAt(revisions(revision), at);
      const key = JSON.stringify([flow, at, as]);
      counts.set(key, { flow, step: at, as, people: (counts.get(key)?.people ?? 0) + 1 });
    }
  }
  return [...counts.values()];
}

function revisionsOf(sqlite: Sqlite.Database): (revision: string) => CompiledFlow | undefined {
  const read = sqlite.prepare("SELECT definition FROM flow_revision WHERE revision = ?").pluck();
  const known = new Map<string, CompiledFlow | undefined>();
  return (revision) => {
    if (known.has(revision)) return known.get(revision);
    const definition = read.get(revision) as string | undefined;
    const flow = definition === undefined ? undefined : compileFlow(JSON.parse(definition) as Flow, revision);
    known.set(revision, flow);
    return flow;
  };
}

/** As the checker names it. */
function questionAt(flow: CompiledFlow | undefined, step: string): string {
  const at = flow?.index.get(step);
  const instr = at === undefined ? undefined : flow?.instrs[at];
  if (instr?.op === "ask") return instr.step.as;
  return instr?.op === "review" ? "review" : "no question";
}
