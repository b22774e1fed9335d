// What the page knows: the people, their chats, which of them are open. Views listen to it and draw.

/**
 * @typedef {"whatsapp" | "telegram"} Look
 * @typedef {{id: string, name: string, called: string, roles: string[], place: string, zone: string,
 *   addresses: {channel: Look, address: string}[], note?: string}} Persona
 * @typedef {{kind: string, url?: string, mime?: string, name?: string, latitude?: number, longitude?: number}} Media
 * @typedef {{id: string, channel: Look, address: string, at: string, from: "bot" | "person", text: string,
 *   choices: {id: string, label: string}[], choice?: string, media?: Media, forwarded?: true, edited?: true,
 *   deleted?: true, waiting?: true}} Message
 * @typedef {{channel: Look, address: string, unsent: number, undelivered: number}} Cut
 * @typedef {{messages: Message[], next: string, fromStart: boolean, cut: Cut[]}} News
 * @typedef {{personId: string | null, look: Look}} Pane
 */

const SEEN_KEY = "rukun.seen";

export const LOOKS = /** @type {const} */ (["whatsapp", "telegram"]);

/** Tells the views what changed: `people`, `chats`, `panes`, `clock`. */
export class State extends EventTarget {
  /** @type {Persona[]} */
  people = [];
  /** @type {Pane[]} */
  panes = [{ personId: null, look: "whatsapp" }];
  active = 0;
  /** Real time minus the clock of this machine, plus what the simulator is ahead. */
  clockOffsetMs = 0;
  aheadMs = 0;
  /** @type {Map<string, Map<string, Message>>} */
  chats = new Map();
  /** @type {Map<string, Cut>} */
  cuts = new Map();
  /** How many messages of Rukun were seen of each chat, in this life of the chats (it ends with a reset). */
  seen = readSeen();

  /** @param {string} what */
  tell(what) {
    this.dispatchEvent(new Event(what));
  }

  /** The simulator's time. */
  now() {
    return Date.now() + this.clockOffsetMs;
  }

  /** @param {{now: string, aheadMs: number}} clock */
  setClock({ now, aheadMs }) {
    this.clockOffsetMs = Date.parse(now) - Date.now();
    this.aheadMs = aheadMs;
    this.tell("clock");
  }

  /** @param {Persona[]} people */
  setPeople(people) {
    this.people = people;
    for (const pane of this.panes) if (!this.person(pane)) pane.personId = null;
    this.tell("people");
    this.tell("panes");
  }

  /** @param {News} news */
  takeNews({ messages, next, fromStart, cut }) {
    const life = next.split("-")[0] ?? "";
    if (fromStart) this.chats.clear();
    if (this.seen.life !== life) this.seen = { life, counts: {} };
    for (const message of messages) {
      const key = chatKey(message.channel, message.address);
      const chat = this.chats.get(key) ?? new Map();
      chat.set(message.id, message);
      this.chats.set(key, chat);
    }
    this.cuts = new Map(cut.map((each) => [chatKey(each.channel, each.address), each]));
    this.tell("chats");
  }

  /** @param {Pane} pane @returns {Persona | undefined} */
  person({ personId }) {
    return this.people.find(({ id }) => id === personId);
  }

  /** The address of a person in a look; undefined where she has none. @param {Persona} person @param {Look} look */
  addressOf(person, look) {
    return person.addresses.find(({ channel }) => channel === look)?.address;
  }

  /** @param {Persona} person @param {Look} look @returns {Message[]} */
  messagesOf(person, look) {
    return [...(this.chats.get(chatKey(look, this.addressOf(person, look) ?? ""))?.values() ?? [])];
  }

  /** What waits while there is no signal; undefined while there is one. @param {Persona} person @param {Look} look */
  cutOf(person, look) {
    return this.cuts.get(chatKey(look, this.addressOf(person, look) ?? ""));
  }

  /** How many messages of Rukun nobody has looked at. @param {Persona} person @param {Look} [look] */
  unread(person, look) {
    let count = 0;
    for (const { channel, address } of person.addresses) {
      if (look !== undefined && look !== channel) continue;
      const key = chatKey(channel, address);
      const fromBot = [...(this.chats.get(key)?.values() ?? [])].filter(({ from }) => from === "bot").length;
      count += Math.max(0, fromBot - (this.seen.counts[key] ?? 0));
    }
    return count;
  }

  /** Everything in this chat was on the screen. @param {Persona} person @param {Look} look */
  markSeen(person, look) {
    const key = chatKey(look, this.addressOf(person, look) ?? "");
    const fromBot = this.messagesOf(person, look).filter(({ from }) => from === "bot").length;
    if ((this.seen.counts[key] ?? 0) === fromBot) return;
    this.seen.counts[key] = fromBot;
    sessionStorage.setItem(SEEN_KEY, JSON.stringify(this.seen));
    this.tell("seen");
  }

  /** @param {number} index @param {Partial<Pane>} change */
  setPane(index, change) {
    const pane = this.panes[index];
    if (!pane) return;
    Object.assign(pane, change);
    const person = this.person(pane);
    if (person && this.addressOf(person, pane.look) === undefined)
      pane.look = person.addresses[0]?.channel ?? pane.look;
    this.active = index;
    this.tell("panes");
  }

  /** @param {number} index */
  activate(index) {
    if (this.active === index) return;
    this.active = index;
    this.tell("panes");
  }

  openSecondPane() {
    if (this.panes.length === 1) this.panes.push({ personId: null, look: this.panes[0]?.look ?? "whatsapp" });
    this.active = 1;
    this.tell("panes");
  }

  /** @param {number} index */
  closePane(index) {
    this.panes.splice(index, 1);
    this.active = 0;
    this.tell("panes");
  }
}

/** @param {Look} look @param {string} address */
function chatKey(look, address) {
  return `${look}:${address}`;
}

/** @returns {{life: string, counts: Record<string, number>}} */
function readSeen() {
  const nothing = { life: "", counts: {} };
  try {
    return JSON.parse(sessionStorage.getItem(SEEN_KEY) ?? "null") ?? nothing;
  } catch {
    return nothing;
  }
}
