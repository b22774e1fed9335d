// The conversation of a pane: keeps what is drawn and only adds or replaces what is new, so that a screen reader reads
// a message once and the scroll position stays.
import { el } from "./dom.js";
import { messageElement } from "./messages.js";
import { dayKey, dayOf } from "./time.js";
import { t } from "./words.js";

/** Nearer to the end than this, the view follows what arrives. */
const NEAR_END_PX = 120;

export class Log {
  /** @param {{onChoice: (id: string) => void, onMenu: (message: import("./state.js").Message) => void}} hands */
  constructor(hands) {
    this.hands = hands;
    this.root = el("div", { class: "log", role: "log", "aria-live": "polite", tabIndex: 0 });
    /** @type {Map<string, {message: import("./state.js").Message, element: HTMLElement}>} */
    this.drawn = new Map();
    this.lastDay = "";
    this.whose = "";
    // What opens below (the panel, a notice) must not hide the last message.
    let wasNearEnd = true;
    this.root.addEventListener("scroll", () => {
      wasNearEnd = this.isNearEnd();
    });
    new ResizeObserver(() => wasNearEnd && this.toEnd()).observe(this.root);
  }

  /**
   * @param {string} whose Another chat is drawn from the beginning.
   * @param {string} name
   * @param {import("./state.js").Message[]} messages
   * @param {string} zone
   */
  draw(whose, name, messages, zone) {
    const fresh = whose !== this.whose || messages.length < this.drawn.size;
    const follows = fresh || this.isNearEnd();
    if (fresh) this.clear();
    this.whose = whose;
    this.root.setAttribute("aria-label", t("log", { name }));
    // Old messages of a chat that is opened are not read out.
    this.root.setAttribute("aria-live", fresh ? "off" : "polite");
    for (const message of messages) this.place(message, zone, fresh);
    if (follows) this.toEnd();
    if (fresh) requestAnimationFrame(() => this.root.setAttribute("aria-live", "polite"));
  }

  /** Shows what stands in the place of a conversation that has not begun. @param {string} whose @param {() => HTMLElement} make */
  showInstead(whose, make) {
    if (this.whose === whose && this.drawn.size === 0 && this.root.hasChildNodes()) return;
    this.clear();
    this.whose = whose;
    this.root.append(make());
  }

  toEnd() {
    this.root.scrollTop = this.root.scrollHeight;
  }

  /** @param {import("./state.js").Message} message @param {string} zone @param {boolean} fresh */
  place(message, zone, fresh) {
    const known = this.drawn.get(message.id);
    if (known?.message === message) return;
    const element = messageElement(message, { ...this.hands, zone });
    if (known) {
      element.classList.toggle("follows", known.element.classList.contains("follows"));
      known.element.replaceWith(element);
    } else {
      this.append(message, element, zone);
      if (!fresh) element.classList.add("arrives");
    }
    this.drawn.set(message.id, { message, element });
    // A photo has no height until it is read.
    for (const image of element.querySelectorAll("img, audio, video")) {
      const follows = this.isNearEnd() || fresh;
      image.addEventListener(image.localName === "img" ? "load" : "loadedmetadata", () => follows && this.toEnd());
    }
  }

  /** @param {import("./state.js").Message} message @param {HTMLElement} element @param {string} zone */
  append(message, element, zone) {
    if (this.drawn.size === 0) this.root.replaceChildren(); // what stood instead
    const at = Date.parse(message.at);
    const day = dayKey(at, zone);
    if (day !== this.lastDay) {
      this.root.append(el("div", { class: "day" }, [el("span", {}, [dayOf(at, zone)])]));
      this.lastDay = day;
    } else if (this.root.lastElementChild?.classList.contains(message.from === "person" ? "mine" : "theirs")) {
      element.classList.add("follows");
    }
    this.root.append(element);
  }

  clear() {
    this.root.replaceChildren();
    this.drawn.clear();
    this.lastDay = "";
  }

  isNearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.root;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }
}
