import type { Books } from "../books.ts";
import type { Pending } from "../controls/pendings.ts";
import { memberNo } from "../members.ts";
import type { Say } from "./say.ts";

/** What waits, in one line: `penarikan sukarela Rp 800.000, Maria (003)`. */
export function describe(books: Books, pending: Pending, say: Say): string {
  const { operation, member, amount } = pending;
  const what = say.line(`operation.${operation.op}`);
  const parts = [
    ...("kind" in operation ? [`${what} ${say.kind(operation.kind)}`] : [what]),
    ...(amount === null ? [] : [say.line("rupiah", { amount })]),
  ];
  const hers = member === null ? undefined : books.members.member(member);
  const named = hers === undefined ? [] : [say.line("receipt.member", { name: hers.name, no: memberNo(hers.no) })];
  return [parts.join(" "), ...named].join(", ");
}
