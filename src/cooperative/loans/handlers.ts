import type { Handlers } from "../operations/operation.ts";
import { agreeing } from "./agreeing.ts";
import { benefiting } from "./benefit.ts";
import { covering } from "./covering.ts";
import { disbursing } from "./disbursing.ts";
import { lossHandlers } from "./losses.ts";
import type { LoanParts } from "./parts.ts";
import { payingHandlers } from "./paying.ts";

/** Every operation in the life of a loan, for the desk. */
export const loanHandlers = (parts: LoanParts): Handlers => ({
  "agree-loan": agreeing(parts),
  disburse: disbursing(parts),
  ...payingHandlers(parts),
  cover: covering(parts),
  ...lossHandlers(parts),
  "death-benefit": benefiting(parts),
});
