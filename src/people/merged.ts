/**
 * SQL: the column holds the person `:personId`, or a record that was merged into hers. For tables whose rows are never
 * changed, and so keep the id that they were written with.
 */
export const ofPerson = (column = "person_id"): string =>
  `${column} IN (SELECT :personId UNION ALL SELECT id FROM person WHERE merged_into = :personId)`;
