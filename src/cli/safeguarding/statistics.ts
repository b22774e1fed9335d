import { CATEGORIES, type Category, SAFE_LIMITS, type ShownMonth, statistics } from "../../safeguarding/index.ts";
import type { CommandContext } from "../io.ts";
import { table } from "../table.ts";
import { withSafe } from "./open.ts";

/** What the columns are called; the numbers are those that a reporter chooses from. */
const NAMES: Readonly<Record<Category, string>> = {
  1: "1 SEXUAL, BY STAFF",
  2: "2 OTHER VIOLENCE",
  3: "3 HARASSMENT",
  4: "4 CORRUPTION",
  5: "5 DISCRIMINATION",
  6: "6 SERVICE",
  0: "0 OTHER",
};

/** Cases by month and category, those that were destroyed too; small numbers are hidden. */
export async function vaultStatistics(context: CommandContext): Promise<void> {
  const { out } = context.io;
  await withSafe(context, ({ cases }) => {
    const months = statistics(cases);
    if (months.length === 0) {
      out("There was no case yet.");
      return;
    }
    const inOrder = [...CATEGORIES].sort((a, b) => Number(a === 0) - Number(b === 0) || a - b);
    const row = ({ month, cells, total }: ShownMonth) => [
      month,
      ...inOrder.map((one) => shown(cells[one])),
      shown(total),
    ];
    out(table(["MONTH", ...inOrder.map((one) => NAMES[one]), "ALL"], months.map(row)));
    out(`<${SAFE_LIMITS.smallestCount}: fewer, or none; and a sum from which such a number could be reckoned.`);
  });
}

const shown = (cases: number | null): string => (cases === null ? `<${SAFE_LIMITS.smallestCount}` : String(cases));
