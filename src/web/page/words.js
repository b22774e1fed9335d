// The words on the screen, from words.id.json.

/** @type {Record<string, any>} */
let words = {};

/** Loads the words; everything else waits for it. */
export async function loadWords() {
  const response = await fetch("/page/words.id.json");
  words = await response.json();
}

/**
 * The words for a key, with their blanks filled: `t("unread", { n: 2 })`.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (/** @type {string} */ blank, /** @type {string} */ name) =>
    String(values[name] ?? blank),
  );
}

/** The line under the name that everybody uses. @param {{name: string, called: string, roles: string[]}} person */
export const fullNameAndRoles = ({ name, called, roles }) =>
  [...(name === called ? [] : [name]), roles.map(roleWord).join(", ")].filter((part) => part !== "").join(" · ");

/** What a role is called; a new role is shown as it is. @param {string} role */
export function roleWord(role) {
  return words["roles"]?.[role] ?? role;
}

/** WIB, WITA or WIT; elsewhere the city of the zone. @param {string} zone */
export function zoneWord(zone) {
  return words["zones"]?.[zone] ?? zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
}

/** Fills every element of the document that names its words. */
export function fillWords() {
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = t(/** @type {HTMLElement} */ (element).dataset["word"] ?? "");
  }
}
