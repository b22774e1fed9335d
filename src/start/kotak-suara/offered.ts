import type { Conversations } from "../../content/load.ts";
import type { CompiledFlow } from "../../flow/compile.ts";

/**
 * The content of a Rukun in which nobody can report in confidence: no menu offers it. Who asks for it by its word is told
 * who else helps. Pure.
 */
export function notOffered(content: Conversations): Conversations {
  const compiled = [...content.compiled].map(([id, flow]): [string, CompiledFlow] => [id, withoutMenu(flow)]);
  return { ...content, compiled: new Map(compiled) };
}

function withoutMenu(flow: CompiledFlow): CompiledFlow {
  const { start, ...source } = flow.source;
  if (source.privacy !== "sealed" || start?.menu === undefined) return flow;
  const { menu: _, ...otherwise } = start;
  return { ...flow, source: { ...source, start: otherwise } };
}
