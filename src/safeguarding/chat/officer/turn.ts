import type { HearContext, SealedOptions } from "../../../conversation/module.ts";
import { normalise } from "../../../flow/understand/index.ts";
import type { TextData } from "../../../texts/index.ts";
import type { Reader } from "../../cases/items.ts";
import { DESK_MS } from "../../limits.ts";
import type { Officer } from "../../officers/officers.ts";
import type { Asked, AskedOf } from "./asked.ts";
import type { Chat } from "./keyring.ts";
import type { DeskSetting } from "./setting.ts";

type Data = Record<string, string | number>;

/** One message of one officer in her own chat. */
export class DeskTurn {
  readonly desk: DeskSetting;
  readonly officer: Officer;
  readonly context: HearContext;
  private readonly asked: AskedOf;

  constructor(desk: DeskSetting, officer: Officer, context: HearContext, asked: AskedOf) {
    this.desk = desk;
    this.officer = officer;
    this.context = context;
    this.asked = asked;
  }

  get now(): number {
    return this.context.now;
  }

  /** The date in the programme's zone. */
  get today(): string {
    return this.desk.cases.today(this.now);
  }

  /**
   * Answers her with a text of `petugas`. It is never stored, cannot be passed on where the channel has that, and is
   * deleted again.
   */
  tell(key: string, data: Data = {}, options: SealedOptions = {}): void {
    const { context } = this;
    context.tellSealed(context.person.id, `petugas:${key}`, data, {
      protect: true,
      recallAfterMs: DESK_MS.recall,
      ...options,
    });
  }

  /** Answers with words that were put together. */
  tellPlain(text: string): void {
    this.tell("plain", { text });
  }

  line(key: string, data: TextData = {}): string {
    return this.desk.texts.text(this.context.person.language, `petugas:${key}`, data);
  }

  /** The words that mean something, the one that is shown first. */
  words(key: string): readonly string[] {
    return this.desk.texts.words(this.context.person.language, `petugas:word.${key}`);
  }

  /** Whether a text is one of these words. */
  hears(key: string, text: string): boolean {
    return this.words(key).includes(normalise(text));
  }

  /** A command as it is shown: `BACA`. */
  command(key: string): string {
    return (this.words(key)[0] ?? key).toUpperCase();
  }

  /** What she writes next is the answer to this. */
  ask(asked: Asked): void {
    this.asked.ask(this.officer.personId, asked, this.now);
  }
}

/** An officer whose key is open. */
export class OpenTurn extends DeskTurn {
  readonly reader: Reader;
  /** Until when, ms UTC. */
  readonly until: number;

  constructor({ desk, officer, context }: DeskTurn, asked: AskedOf, { keys, until }: Unlocked) {
    super(desk, officer, context, asked);
    this.reader = { id: officer.id, keys };
    this.until = until;
  }
}

type Unlocked = { keys: Reader["keys"]; until: number };

/** Where she writes from. */
export const chatOf = ({ channel, address }: HearContext): Chat => ({ channel, address: address?.address ?? "" });
