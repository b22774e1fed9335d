// One open chat: whose it is, in which look, with or without signal; the conversation; where one writes.
import { post } from "./api.js";
import { Composer } from "./composer.js";
import { messageMenu, toast } from "./dialogs.js";
import { button, el, icon } from "./dom.js";
import { Log } from "./log.js";
import { avatar } from "./people.js";
import { LOOKS } from "./state.js";
import { fullNameAndRoles, t, zoneWord } from "./words.js";

let made = 0;

export class PaneView {
  /**
   * @param {import("./state.js").State} state
   * @param {{onBack: () => void, onClose: (index: number) => void}} hands
   */
  constructor(state, { onBack, onClose }) {
    made += 1;
    this.state = state;
    this.id = `pane-${made}`;
    this.index = 0;
    this.sending = 0;
    /** @type {Map<string, string>} */
    this.drafts = new Map();
    this.shown = "";
    this.log = new Log({
      onChoice: (choice) => void this.send({ choice }),
      onMenu: (message) => void this.menu(message),
    });
    this.composer = new Composer(
      this.id,
      (content) => this.send(content),
      (why) => this.complain(why),
    );
    this.back = button({ icon: "back", label: t("back"), class: "icon-only back", onclick: onBack });
    this.close = button({
      icon: "close",
      label: t("closePane"),
      class: "icon-only close",
      onclick: () => onClose(this.index),
    });
    this.who = el("div", { class: "who" });
    this.tools = el("div", { class: "tools" });
    this.looks = this.makeLooks();
    this.signal = el("button", { type: "button", class: "signal", onclick: () => void this.toggleSignal() });
    this.tools.append(this.looks, this.signal);
    this.notice = el("p", { class: "notice", role: "status" });
    this.problem = el("p", { class: "problem", role: "alert" });
    this.root = el("section", { class: "pane", id: this.id }, [
      el("header", { class: "pane-head" }, [
        el("div", { class: "pane-title" }, [this.back, this.who, this.close]),
        this.tools,
      ]),
      this.log.root,
      this.notice,
      this.problem,
      this.composer.root,
    ]);
    this.root.addEventListener("focusin", () => state.activate(this.index));
    this.root.addEventListener("pointerdown", () => state.activate(this.index));
  }

  /** @returns {{person: import("./state.js").Persona | undefined, look: import("./state.js").Look}} */
  get open() {
    const pane = this.state.panes[this.index];
    return { person: pane && this.state.person(pane), look: pane?.look ?? "whatsapp" };
  }

  /** @param {number} index @param {boolean} onScreen */
  draw(index, onScreen) {
    this.index = index;
    const { state } = this;
    const { person, look } = this.open;
    this.root.dataset["look"] = look;
    this.root.classList.toggle("is-active", state.active === index);
    this.root.classList.toggle("is-empty", !person);
    this.close.hidden = state.panes.length === 1;
    const n = index + 1;
    this.root.setAttribute("aria-label", person ? t("pane", { n, name: person.name }) : t("paneEmpty", { n }));
    this.keepDraft(person ? `${person.id} ${look}` : "");
    this.drawHead(person, look);
    if (!person) {
      this.log.showInstead("", invitation);
      return;
    }
    const messages = state.messagesOf(person, look);
    const chat = `${person.id} ${look}`;
    if (messages.length === 0) this.log.showInstead(chat, () => this.beginning(person));
    else this.log.draw(chat, person.called, messages, person.zone);
    if (onScreen) state.markSeen(person, look);
  }

  /** @param {import("./state.js").Persona | undefined} person @param {import("./state.js").Look} look */
  drawHead(person, look) {
    const cut = person && this.state.cutOf(person, look);
    this.tools.hidden = !person;
    this.composer.root.hidden = !person;
    this.root.classList.toggle("no-signal", cut !== undefined);
    if (!person) {
      this.who.replaceChildren(el("h2", {}, [t("chatNumber", { n: this.index + 1 })]));
      this.notice.textContent = "";
      return;
    }
    this.composer.setName(person.called);
    const about = [fullNameAndRoles(person), person.place, zoneWord(person.zone)].join(" · ");
    this.who.replaceChildren(avatar(person), el("div", {}, [el("h2", {}, [person.called]), el("p", {}, [about])]));
    for (const input of this.looks.querySelectorAll("input")) {
      input.checked = input.value === look;
      input.disabled = this.state.addressOf(person, /** @type {any} */ (input.value)) === undefined;
      const other = input.value !== look && this.state.unread(person, /** @type {any} */ (input.value)) > 0;
      input.parentElement?.classList.toggle("has-news", other);
    }
    this.drawSignal(cut);
  }

  /** @param {import("./state.js").Cut | undefined} cut */
  drawSignal(cut) {
    const waiting = cut ? cut.unsent + cut.undelivered : 0;
    const word = cut ? t("signalBack") : t("signalCut");
    if (this.signal.dataset["drawn"] !== `${word} ${waiting}`) {
      // A narrow screen shows the first word only; the accessible name is the whole.
      const [verb = "", ...rest] = word.split(" ");
      this.signal.setAttribute("aria-label", waiting > 0 ? `${word} (${waiting})` : word);
      this.signal.replaceChildren(
        icon(cut ? "signal" : "cut"),
        el("span", {}, [verb, el("span", { class: "wide-only" }, [` ${rest.join(" ")}`])]),
        ...(waiting > 0 ? [el("span", { class: "badge" }, [String(waiting)])] : []),
      );
      this.signal.dataset["drawn"] = `${word} ${waiting}`;
    }
    const notice = [
      cut && t("noSignal"),
      cut && cut.unsent > 0 && t("noSignalUnsent", { n: cut.unsent }),
      cut && cut.undelivered > 0 && t("noSignalUndelivered", { n: cut.undelivered }),
      !cut && this.sending > 0 && t("typing"),
    ]
      .filter(Boolean)
      .join(" ");
    if (this.notice.textContent !== notice) this.notice.textContent = notice;
  }

  makeLooks() {
    return el("fieldset", { class: "looks" }, [
      el("legend", { class: "visually-hidden" }, [t("look")]),
      ...LOOKS.map((look) =>
        el("label", { class: `look look-${look}` }, [
          el("input", {
            type: "radio",
            name: `${this.id}-look`,
            value: look,
            onchange: () => this.state.setPane(this.index, { look }),
          }),
          el("span", {}, [t(look)]),
        ]),
      ),
    ]);
  }

  /** @param {import("./state.js").Persona} person */
  beginning(person) {
    return el("div", { class: "beginning" }, [
      avatar(person),
      el("h3", {}, [person.called]),
      el("p", {}, [person.note ?? t("emptyChat")]),
      el("button", { type: "button", class: "primary", onclick: () => void this.send({ text: t("greet") }) }, [
        t("greet"),
      ]),
    ]);
  }

  /** Each chat has its own unsent draft. @param {string} chat */
  keepDraft(chat) {
    if (chat === this.shown) return;
    if (this.shown !== "") this.drafts.set(this.shown, this.composer.draft);
    this.shown = chat;
    this.composer.draft = this.drafts.get(chat) ?? "";
    this.problem.textContent = "";
  }

  /**
   * Sends as this person. False when it was not sent.
   *
   * @param {object} content
   * @returns {Promise<boolean>}
   */
  async send(content) {
    const { person, look } = this.open;
    const from = person && this.state.addressOf(person, look);
    if (!person || from === undefined) return false;
    return this.attempt(async () => {
      const result = await post("/simulator/send", { channel: look, from, ...content });
      if ("reachable" in content) toast(t("blocked", { name: person.called }));
      if (result.duplicates > 0) toast(t("againDone", { n: result.duplicates }));
    });
  }

  async toggleSignal() {
    const { person, look } = this.open;
    if (!person) return;
    const on = this.state.cutOf(person, look) !== undefined;
    await this.attempt(async () => {
      for (const { channel, address } of person.addresses) await post("/simulator/signal", { channel, address, on });
      if (on) toast(t("signalIsBack"));
    });
  }

  /** @param {import("./state.js").Message} message */
  async menu(message) {
    const chosen = await messageMenu(message);
    if (chosen?.what === "edit") await this.send({ edited: { id: message.id, text: chosen.text } });
    if (chosen?.what === "delete") await this.send({ deleted: { id: message.id } });
    if (chosen?.what === "again") await this.send({ id: message.id, text: message.text });
  }

  /** @param {() => Promise<void>} work @returns {Promise<boolean>} */
  async attempt(work) {
    this.problem.textContent = "";
    this.setSending(1);
    try {
      await work();
      return true;
    } catch (error) {
      this.complain(t("failed", { why: /** @type {Error} */ (error).message }));
      return false;
    } finally {
      this.setSending(-1);
    }
  }

  /** @param {number} change */
  setSending(change) {
    this.sending += change;
    const { person, look } = this.open;
    if (person) this.drawSignal(this.state.cutOf(person, look));
  }

  /** @param {string} why */
  complain(why) {
    this.problem.textContent = why;
  }
}

function invitation() {
  return el("div", { class: "beginning" }, [
    el("img", { src: "/page/icon.svg", alt: "", width: 64, height: 64 }),
    el("h3", {}, [t("pick")]),
    el("p", {}, [t("pickText")]),
  ]);
}
