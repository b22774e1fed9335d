// Makes elements. Text only ever becomes text: nothing here or elsewhere in the page parses HTML.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Makes an element: properties are set, `class` and everything with a dash is an attribute, `on…` a listener.
 *
 * @param {string} name
 * @param {Record<string, unknown>} [properties]
 * @param {(Node | string | null | undefined | false)[]} [children]
 * @returns {any}
 */
export function el(name, properties = {}, children = []) {
  /** @type {any} */
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    else if (key === "class" || key === "role" || key === "for" || key.includes("-")) {
      element.setAttribute(key, String(value));
    } /** @type {any} */ else element[key] = value;
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/** The shapes of the icons, drawn on a 24 × 24 field. */
const SHAPES = {
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  send: "M4 12l16-8-6 16-3-7z",
  plus: "M12 5v14M5 12h14",
  signal: "M4 18v-3M9 18v-6M14 18V9M19 18V5",
  cut: "M4 18v-3M9 18v-6M14 18v-4M19 18v-4M4 4l16 16",
  columns: "M4 5h7v14H4zM13 5h7v14h-7z",
  reset: "M5 12a7 7 0 1 0 2.5-5.4M5 4v4h4",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20",
  photo: "M4 6h16v12H4zM4 15l4-4 4 4 3-3 5 5M15 9.5h.01",
  voice: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6.5 11a5.5 5.5 0 0 0 11 0M12 16.5V20",
  sticker: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9 10h.01M15 10h.01M8.5 14c1.8 2.4 5.2 2.4 7 0",
  location: "M12 20s6.5-5.6 6.5-10.2A6.5 6.5 0 0 0 5.5 9.8C5.5 14.4 12 20 12 20zM12 7.8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  contact: "M12 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM5 20c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5",
  document: "M7 3.5h7l4 4V20.5H7zM14 3.5v4h4",
  forward: "M13 6l6 6-6 6M19 12H9a5 5 0 0 0-5 5v1",
  long: "M5 6h14M5 10h14M5 14h14M5 18h9",
  block: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM6.5 6.5l11 11",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  wait: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2",
  done: "M2.5 12.5l4 4 8-9M10.5 15.5l1 1 8-9",
};

/**
 * An icon; it says nothing to a screen reader, the words beside it do.
 *
 * @param {keyof typeof SHAPES} name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/**
 * A button with an icon and words; the words are the accessible name where `label` is not given.
 *
 * @param {{icon?: keyof typeof SHAPES, text?: string, label?: string, class?: string, onclick: (event: Event) => void}} options
 */
export function button({ icon: shape, text, label, class: className, onclick }) {
  return el("button", { type: "button", class: className, "aria-label": label, title: label, onclick }, [
    shape && icon(shape),
    text !== undefined && el("span", { class: "words" }, [text]),
  ]);
}

/** @param {string} id */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}
