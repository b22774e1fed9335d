// The list of people that one can be: search, groups by role, arrow keys, unread marks.
import { el, icon } from "./dom.js";
import { fullNameAndRoles, roleWord, t, zoneWord } from "./words.js";

/** How many colours the avatars have (see style.css). */
const HUES = 8;
const MOST_SHOWN = 99;

/** The list; `onPick` is told whom the visitor wants to be. */
export class PeopleList {
  /**
   * @param {HTMLElement} root
   * @param {import("./state.js").State} state
   * @param {(personId: string) => void} onPick
   */
  constructor(root, state, onPick) {
    this.state = state;
    this.onPick = onPick;
    /** Which option the arrow keys have reached. @type {string | undefined} */
    this.reached = undefined;
    this.drawn = "";
    this.query = el("input", {
      type: "search",
      id: "people-search",
      placeholder: t("search"),
      autocomplete: "off",
      "aria-controls": "people-list",
      oninput: () => this.draw(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.searchKey(event),
    });
    this.count = el("p", { class: "visually-hidden", role: "status" });
    this.list = el("div", { id: "people-list", class: "people-list", role: "listbox", "aria-label": t("people") });
    this.list.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.listKey(event));
    root.append(
      el("div", { class: "people-head" }, [
        el("h2", { id: "people-title" }, [t("people")]),
        el("p", { class: "tagline" }, [t("tagline")]),
        el("div", { class: "search" }, [
          icon("search"),
          el("label", { class: "visually-hidden", for: "people-search" }, [t("search")]),
          this.query,
        ]),
        this.count,
      ]),
      this.list,
    );
    for (const what of ["people", "panes", "chats", "seen"]) state.addEventListener(what, () => this.draw());
  }

  draw() {
    const found = this.found();
    if (!found.some(({ id }) => id === this.reached)) this.reached = found[0]?.id;
    const { panes, active } = this.state;
    // Nothing is drawn again that looks the same: a screen reader would read it again.
    const looks = JSON.stringify([found, found.map((person) => this.state.unread(person)), panes, active]);
    if (looks === this.drawn) return;
    this.drawn = looks;
    const focused = this.list.contains(document.activeElement);
    const groups = Map.groupBy(found, ({ roles }) => roles[0] ?? "");
    this.list.replaceChildren(
      ...[...groups].map(([role, people]) =>
        el("div", { role: "group", "aria-label": roleWord(role) }, [
          el("div", { class: "group-name", "aria-hidden": "true" }, [roleWord(role)]),
          ...people.map((person) => this.option(person)),
        ]),
      ),
    );
    if (found.length === 0) {
      const text = this.state.people.length === 0 ? t("peopleNone") : t("searchNone");
      this.list.append(el("p", { class: "nobody" }, [text]));
    }
    this.count.textContent = this.query.value === "" ? "" : t("searchCount", { n: found.length });
    if (focused) this.focusReached();
  }

  focus() {
    if (this.reached === undefined) this.query.focus();
    else this.focusReached();
  }

  /** In the order of the groups, so that the arrow keys go where the eye goes. */
  found() {
    const words = this.query.value.trim().toLowerCase().split(/\s+/);
    const found = this.state.people.filter((person) => {
      const text = [person.name, person.called, person.place, zoneWord(person.zone), ...person.roles.map(roleWord)]
        .join(" ")
        .toLowerCase();
      return words.every((/** @type {string} */ word) => text.includes(word));
    });
    return [...Map.groupBy(found, ({ roles }) => roles[0] ?? "").values()].flat();
  }

  /** @param {import("./state.js").Persona} person */
  option(person) {
    const { state } = this;
    const open = state.panes.findIndex(({ personId }) => personId === person.id);
    const unread = state.unread(person);
    return el(
      "div",
      {
        role: "option",
        class: open >= 0 ? "person is-open" : "person",
        "data-id": person.id,
        "aria-selected": String(open === state.active),
        tabIndex: person.id === this.reached ? 0 : -1,
        onclick: () => this.pick(person.id),
      },
      [
        avatar(person),
        el("div", { class: "person-text" }, [
          el("div", { class: "person-name" }, [
            person.called,
            open >= 0 && el("span", { class: "visually-hidden" }, [` (${t("openIn")})`]),
          ]),
          el("div", { class: "person-roles" }, [fullNameAndRoles(person)]),
          el("div", { class: "person-place" }, [`${person.place} · ${zoneWord(person.zone)}`]),
        ]),
        unread > 0 && unreadMark(unread),
      ],
    );
  }

  /** @param {string} id */
  pick(id) {
    this.reached = id;
    this.onPick(id);
  }

  /** @param {KeyboardEvent} event */
  searchKey(event) {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      this.focusReached();
    }
    const [first] = this.found();
    if (event.key === "Enter" && first && this.query.value !== "") this.pick(first.id);
    if (event.key === "Escape" && this.query.value !== "") {
      event.preventDefault();
      this.query.value = "";
      this.draw();
    }
  }

  /** @param {KeyboardEvent} event */
  listKey(event) {
    const found = this.found();
    const at = found.findIndex(({ id }) => id === this.reached);
    const last = found.length - 1;
    const to = { ArrowDown: Math.min(at + 1, last), ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      if (to < 0) this.query.focus();
      else this.reach(found[to]?.id);
    }
    if ((event.key === "Enter" || event.key === " ") && this.reached !== undefined) {
      event.preventDefault();
      this.pick(this.reached);
    }
  }

  /** @param {string | undefined} id */
  reach(id) {
    this.reached = id;
    for (const option of this.list.querySelectorAll("[role=option]")) {
      option.tabIndex = option.dataset["id"] === id ? 0 : -1;
    }
    this.focusReached();
  }

  focusReached() {
    this.list.querySelector('[role=option][tabindex="0"]')?.focus();
  }
}

/** Two letters on a colour that is always the same for one person. @param {import("./state.js").Persona} person */
export function avatar({ id, name }) {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join("");
  const sum = [...id].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7);
  return el("span", { class: `avatar hue-${Math.abs(sum) % HUES}`, "aria-hidden": "true" }, [letters]);
}

/** @param {number} count */
export function unreadMark(count) {
  return el("span", { class: "unread" }, [
    el("span", { "aria-hidden": "true" }, [count > MOST_SHOWN ? t("unreadMany") : String(count)]),
    el("span", { class: "visually-hidden" }, [t("unread", { n: count })]),
  ]);
}
