import type { Problem } from "../../../errors.ts";
import { OTHER_MANNERS, usualKeyOf } from "../../../texts/manners.ts";
import { SOURCE, type World } from "../context.ts";
import { place } from "./texts.ts";

/** A text in another manner (`short:menu.item.ask`) stands for a text that there is, and uses no value that this one lacks. */
export function manners(world: World): Problem[] {
  const { texts } = world;
  return OTHER_MANNERS.flatMap((manner) =>
    texts.keys(SOURCE, manner).flatMap((key): Problem[] => {
      const usual = usualKeyOf(key);
      const at = place(SOURCE, key, world);
      if (texts.raw(SOURCE, usual).length === 0)
        return [
          { ...at, what: `There is no text "${usual}".`, how: "Write the name of the flow or file, then its text." },
        ];
      const known = new Set(texts.needs(usual));
      const strange = texts.needs(key).filter((name) => !known.has(name));
      return strange.map((name) => {
        const how = `Use one of: ${[...known].map((one) => `{{${one}}}`).join(", ") || "none"}.`;
        return { ...at, what: `{{${name}}} is not known here: the text "${usual}" has no such value.`, how };
      });
    }),
  );
}
