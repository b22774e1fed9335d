import { isRegistered, type Person } from "../people/person.ts";
import type { FlowLibrary } from "./library.ts";

/** Is a flow for this person? */
export function mayStart(person: Person, library: FlowLibrary, flow: string): boolean {
  const audience = library.flow(flow)?.source.for;
  if (audience === undefined) return false;
  if (audience === "anyone") return true;
  if (!isRegistered(person)) return false;
  return audience === "registered" || audience.some((role) => person.roles.includes(role));
}
