import type { Person } from "../../people/person.ts";

/** Somebody as an option of a list: as she is addressed, and by her name. */
export const optionOf = ({ id, called, name }: Person) => ({
  id,
  label: called ?? name ?? "-",
  aliases: [name ?? ""].filter(Boolean),
});
