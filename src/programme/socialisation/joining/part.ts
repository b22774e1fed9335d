import type { ProgrammePart } from "../../compose.ts";
import type { Parts } from "../../parts.ts";
import { joiningActions } from "./actions.ts";
import { Applications } from "./store.ts";

/** Conditions, registration and its decision. */
export function joiningPart(parts: Parts): ProgrammePart & { store: Applications } {
  const store = new Applications(parts.db.sqlite);
  return { store, actions: joiningActions(parts, store) };
}
