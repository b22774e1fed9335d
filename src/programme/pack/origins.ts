import type { Path } from "../../flow/check/yaml.ts";

/** A line of a file. */
export type Place = { file: string; line: number };

/** Where the parts of a pack were written, so that a problem between two files names a line of one of them. */
export class Origins {
  private readonly places = new Map<object, (path: Path) => Place>();

  set(item: object, place: (path: Path) => Place): void {
    this.places.set(item, place);
  }

  placeOf(item: object, path: Path): Place {
    return this.places.get(item)?.(path) ?? { file: "programmes", line: 1 };
  }
}
