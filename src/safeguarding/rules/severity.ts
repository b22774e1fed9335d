/** What a report is about, by the number that the reporter chooses. */
export const CATEGORIES = [0, 1, 2, 3, 4, 5, 6] as const;
/**
 * 1 sexual exploitation or violence by staff; 2 other violence, in the family, of children; 3 harassment, intimidation,
 * retaliation; 4 corruption, extortion; 5 discrimination; 6 service; 0 anything else.
 */
export type Category = (typeof CATEGORIES)[number];

export const SEVERITIES = ["S1", "S2", "S3", "S4"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How urgent a report is. `danger`: somebody is in danger now; `child`: it is about a child. */
export function severityOf({
  category,
  danger,
  child,
}: {
  category: Category;
  danger: boolean;
  child: boolean;
}): Severity {
  if (danger || child) return "S1";
  if (category >= 1 && category <= 3) return "S2";
  return category === 4 || category === 5 ? "S3" : "S4";
}
