import type { Place, Reach } from "../../../conversation/module.ts";
import type { Person } from "../../../people/person.ts";

/** Where somebody wants to be told, once: a chat and the language of it, and no person. */
export type ReturnAddress = Place & { language: string };

/** The address of a speaker as it is sealed; undefined where there is none. */
export function placeBytes({ place, person }: Pick<Reach, "place"> & { person: Person }): Buffer | undefined {
  const here = place();
  if (here === undefined) return undefined;
  const { channel, address } = here;
  return Buffer.from(JSON.stringify({ channel, address, language: person.language } satisfies ReturnAddress));
}

export const readPlace = (bytes: Buffer): ReturnAddress => JSON.parse(bytes.toString()) as ReturnAddress;
