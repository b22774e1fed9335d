import { packageRoot } from "../../src/home.ts";
import { type Form, loadPacks } from "../../src/programme/index.ts";

/** Forms of a programme of this repository, by their ids. */
export function formsOf(programme: string, ...ids: string[]): Form[] {
  const { packs, problems } = loadPacks(packageRoot(), [programme]);
  const forms = packs.get(programme)?.forms.filter(({ id }) => ids.includes(id)) ?? [];
  if (forms.length !== ids.length) throw new Error(`${programme} lacks one of ${ids.join(", ")}: ${problems.length}`);
  return forms;
}
