import { Journal } from "../../../../src/cooperative/journal/journal.ts";
import { connect, inTransaction } from "../../../../src/db/open.ts";
import { depositNo, NOW } from "./work.ts";

/**
 * Posts deposit after deposit, some a commit, and says after each commit up to which one everything is written. It begins
 * where it is told to, which may be what was posted before: a platform hands over again what was not confirmed.
 */
const [file = "", first = "0", last = "0"] = process.argv.slice(2);
const sqlite = connect(file);
const journal = new Journal(sqlite);
for (let n = Number(first), batch = 1; n < Number(last); batch = (batch % 7) + 1) {
  const until = Math.min(n + batch, Number(last));
  inTransaction(sqlite, () => {
    for (let one = n; one < until; one += 1) journal.post(depositNo(one), NOW);
  });
  n = until;
  process.stdout.write(`${n}\n`);
}
