import type { TestItem } from "../pack/modules.ts";

/** What somebody answered, by item. */
export type TestAnswers = Readonly<Record<string, string>>;

const rightOf = ({ options }: TestItem) => options.find(({ right }) => right === true);

/** The items that she knew, and those that are worth reading on. */
export function judged(items: readonly TestItem[], answers: TestAnswers): { known: TestItem[]; open: TestItem[] } {
  const knows = (item: TestItem) => answers[item.id] === rightOf(item)?.id;
  return { known: items.filter(knows), open: items.filter((item) => !knows(item)) };
}

/** `Berapa labanya? Rp 30.000` */
export const inWords = (item: TestItem): string => `${item.ask} ${rightOf(item)?.label ?? ""}`;

/** A person's two tests of a module: how many more items she knew after than before. Undefined without both. */
export const gainOf = (before: number | undefined, after: number | undefined): number | undefined =>
  before === undefined || after === undefined ? undefined : after - before;

/**
 * Which test is next: before the module as long as she was at one session at most, else after it. A module that she did
 * both of has none left.
 */
export function nextTest(done: { pre: boolean; post: boolean }, attended: number): "pre" | "post" | undefined {
  if (!done.pre && attended <= 1) return "pre";
  return done.post || attended === 0 ? undefined : "post";
}
