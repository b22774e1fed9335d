// Where one writes: the text, and the panel with everything else that a phone can send.
import { button, el } from "./dom.js";
import { samplePhoto, sampleVoice, toBase64 } from "./samples.js";
import { t } from "./words.js";

/** What Rukun takes of one photo or voice note. */
const MAX_BYTES = 16 * 1024 * 1024;
const LONG_LETTERS = 10_000;
/** The textarea grows to this; then it scrolls. */
const MAX_HEIGHT_PX = 140;
/** The square in front of the village hall. */
const PLACE = { latitude: -7.60787, longitude: 110.20375 };

/**
 * @typedef {{text?: string, forwarded?: boolean, media?: object, reachable?: boolean}} Content
 */

export class Composer {
  /**
   * @param {string} id Makes the ids in this pane its own.
   * @param {(content: Content) => Promise<boolean>} send False when it was not sent.
   * @param {(why: string) => void} complain
   */
  constructor(id, send, complain) {
    this.send = send;
    this.complain = complain;
    this.label = el("label", { class: "visually-hidden", for: `${id}-text` });
    this.text = el("textarea", {
      id: `${id}-text`,
      rows: 1,
      placeholder: t("write"),
      "aria-describedby": `${id}-hint`,
      oninput: () => this.grow(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    });
    this.attach = button({
      icon: "plus",
      label: t("attach"),
      class: "round",
      onclick: () => this.toggle(this.panel.hidden),
    });
    this.attach.setAttribute("aria-expanded", "false");
    this.attach.setAttribute("aria-controls", `${id}-panel`);
    this.panel = this.makePanel(id);
    this.root = el("form", { class: "composer", onsubmit: (/** @type {Event} */ event) => this.submit(event) }, [
      this.panel,
      el("div", { class: "composer-row" }, [
        this.attach,
        this.label,
        this.text,
        el("span", { id: `${id}-hint`, class: "visually-hidden" }, [t("writeHint")]),
        button({ icon: "send", label: t("send"), class: "round send", onclick: (event) => this.submit(event) }),
      ]),
    ]);
    this.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.escape(event));
  }

  focus() {
    this.text.focus();
  }

  /** @param {string} name */
  setName(name) {
    this.label.textContent = t("writeTo", { name });
  }

  get draft() {
    return this.text.value;
  }

  set draft(text) {
    this.text.value = text;
    this.grow();
  }

  /** @param {string} id */
  makePanel(id) {
    const photo = this.filePicker(`${id}-photo`, "photo", "image/*", t("photoFile"));
    const voice = this.filePicker(`${id}-voice`, "voice", "audio/*", t("voiceFile"));
    /** @type {(shape: any, word: string, run: () => unknown) => HTMLElement} */
    const tile = (shape, word, run) =>
      button({
        icon: shape,
        text: t(word),
        class: "tile",
        onclick: () => {
          this.toggle(false);
          void run();
        },
      });
    return el("div", { id: `${id}-panel`, class: "panel", role: "group", "aria-label": t("attach"), hidden: true }, [
      el("h3", {}, [t("attachTitle")]),
      el("div", { class: "tiles" }, [
        photo,
        voice,
        tile("photo", "samplePhoto", () => this.sendSamplePhoto()),
        tile("voice", "sampleVoice", () => this.sendFile("voice", sampleVoice())),
        tile("photo", "photo", () => photo.click()),
        tile("voice", "voice", () => voice.click()),
        tile("sticker", "sticker", () => this.send({ media: { kind: "sticker" } })),
        tile("location", "location", () => this.send({ media: { kind: "location", ...PLACE } })),
      ]),
      el("h3", {}, [t("tryTitle")]),
      el("div", { class: "tiles" }, [
        tile("contact", "contact", () => this.send({ media: { kind: "contact" } })),
        tile("forward", "spam", () => this.send({ text: t("spamText"), forwarded: true })),
        tile("long", "long", () => this.send({ text: longText() })),
        tile("block", "block", () => this.send({ reachable: false })),
      ]),
    ]);
  }

  /** @param {string} id @param {string} kind @param {string} accept @param {string} label */
  filePicker(id, kind, accept, label) {
    return el("input", {
      type: "file",
      id,
      accept,
      class: "visually-hidden",
      tabIndex: -1,
      "aria-label": label,
      onchange: (/** @type {Event} */ event) => {
        const input = /** @type {HTMLInputElement} */ (event.target);
        const [file] = input.files ?? [];
        input.value = "";
        if (file) void this.sendFile(kind, file);
      },
    });
  }

  /** @param {boolean} open */
  toggle(open) {
    this.panel.hidden = !open;
    this.attach.setAttribute("aria-expanded", String(open));
    if (open) this.panel.querySelector("button")?.focus();
    else this.attach.focus();
  }

  async sendSamplePhoto() {
    await this.sendFile("photo", await samplePhoto(t("sampleCaption")));
  }

  /** @param {string} kind @param {Blob} file */
  async sendFile(kind, file) {
    if (file.size > MAX_BYTES) return this.complain(t("tooLarge"));
    // A recorder says `audio/webm;codecs=opus`; the kind of file is enough.
    const mime = file.type.split(";")[0];
    await this.send({ media: { kind, data: await toBase64(file), ...(mime ? { mime } : {}) } });
  }

  /** @param {Event} event */
  async submit(event) {
    event.preventDefault();
    const text = this.draft;
    if (text.trim() === "") return;
    this.draft = "";
    this.focus();
    if (!(await this.send({ text })) && this.draft === "") this.draft = text;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) void this.submit(event);
  }

  /** @param {KeyboardEvent} event */
  escape(event) {
    if (event.key !== "Escape" || this.panel.hidden) return;
    event.preventDefault();
    this.toggle(false);
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, MAX_HEIGHT_PX)}px`;
  }
}

function longText() {
  const sentence = t("longText");
  return sentence.repeat(Math.ceil(LONG_LETTERS / sentence.length)).slice(0, LONG_LETTERS);
}
