import type { Path } from "../../flow/check/yaml.ts";

/** Something that does not go together, below an item of a file; without one it is in programme.yaml. */
export type Misfit = { item?: object; path: Path; what: string; how: string };
