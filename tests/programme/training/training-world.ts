import { MINUTE } from "../../../src/clock.ts";
import { sharedLayout } from "../../../src/documents/index.ts";
import type { Json } from "../../../src/flow/session.ts";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";

/** The phones of the demo's people who play a part in trainings, on the look of WhatsApp. */
export const PHONE = {
  sari: "6281200000001",
  tuti: "6281200000003",
  yuni: "6281200000004",
  rina: "6281200000005",
  hasnah: "6281200000006",
  ester: "6281200000008",
  ningsih: "6281200000010",
  dewi: "6281200000011",
  rahel: "6281200000012",
  andi: "6281200000013",
} as const;
export type Who = keyof typeof PHONE;

type Event = {
  kind: string;
  personId: string | null;
  data: Record<string, Json>;
  corrects: string | null;
  mode: string;
};

/** The demo world of Friday 20 November 2026, 16:00 WIB, with what a test about training asks of it. */
export class TrainingWorld {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  static async open(): Promise<TrainingWorld> {
    const made = new TrainingWorld((await demoWorld()).world);
    // The programme takes its members from the roles at the first tick.
    await made.walk(made.now + MINUTE);
    return made;
  }

  get now(): number {
    return this.world.clock.now();
  }

  /** What she writes, one after another; gives the answers to the last. */
  async say(who: Who, ...lines: string[]): Promise<string> {
    let before = 0;
    for (const text of lines) {
      before = this.heard(who).length;
      this.world.chats.hand("whatsapp", PHONE[who], [{ content: { kind: "text", text } }]);
      await this.world.runtime.settled();
    }
    return this.heard(who).slice(before).join("\n");
  }

  /** Everything that she was told. */
  heard(who: Who): string[] {
    return this.told(who).map(({ text }) => text);
  }

  told(who: Who): { text: string; at: number; file?: string | undefined }[] {
    return this.world.chats
      .news(undefined, { address: PHONE[who], channel: "whatsapp" })
      .messages.filter((message) => message.from === "bot")
      .map(({ text, at, media }) => ({ text, at, file: media?.name }));
  }

  /** What she was told of something, in order. */
  of(who: Who, part: string) {
    return this.told(who).filter(({ text }) => text.includes(part));
  }

  /** Time goes on, and what falls due on the way happens at its time. */
  walk(until: number): Promise<void> {
    return this.world.walkTo(until);
  }

  /** The machine was off until then. */
  async jump(until: number): Promise<void> {
    this.world.clock.advanceTo(until);
    this.world.runtime.tick();
    await this.world.runtime.settled();
  }

  /** Documents are laid out beside the conversation. */
  async certificatesMade(): Promise<void> {
    await this.walk(this.now + MINUTE);
    await sharedLayout.settled();
    await this.walk(this.now + MINUTE);
  }

  events(kind: string): Event[] {
    return this.world.runtime.db.sqlite
      .prepare("SELECT kind, person_id AS personId, data, corrects, mode FROM event WHERE kind = ? ORDER BY rowid")
      .all(kind)
      .map((row) => {
        const { data, ...rest } = row as Omit<Event, "data"> & { data: string };
        return { ...rest, data: JSON.parse(data) as Record<string, Json> };
      });
  }

  code(): string {
    return this.world.runtime.db.sqlite
      .prepare("SELECT code FROM training_session ORDER BY created_at DESC, id DESC")
      .pluck()
      .get() as string;
  }
}

/** Kak Dewi plans a session for those whom she looks after. */
export const planned = (w: TrainingWorld, date: string, time = "09.00", who: Who = "dewi") =>
  w.say(who, "buat sesi", "kewirausahaan", "2", date, time, "3", "Balai Desa Sumberejo", "1", "benar");
