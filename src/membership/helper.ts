import type { Person } from "../people/person.ts";
import type { Parts } from "./parts.ts";

/** Her kader or facilitator, of a facilitator her coordinator; without one, any coordinator; never herself. */
export function helperFor(parts: Parts, person: Person): Person | undefined {
  const own = parts.people.askedBy(person.id);
  const others = [...parts.directory.withRole("coordinator"), ...parts.directory.withRole("facilitator")];
  return [own, ...others].find((one) => one?.status === "active" && one.id !== person.id);
}
