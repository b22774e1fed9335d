/**
 * Manners in which a text may be said otherwise than usual, each a namespace of its own: `short:menu.item.ask` in
 * `locales/<lang>/short.json` stands in the place of `menu:item.ask` for whoever wants short sentences.
 */
export const OTHER_MANNERS = ["short", "reader", "deaf"] as const;

/** `menu:item.ask` of `short:menu.item.ask`. */
export const usualKeyOf = (key: string): string => {
  const path = key.slice(key.indexOf(":") + 1);
  return path.replace(".", ":");
};

/** `short:menu.item.ask` of `menu:item.ask`. */
export const keyInManner = (manner: string, key: string): string => `${manner}:${key.replace(":", ".")}`;
