import { dirname } from "node:path";
import { FixedClock, SECOND, WEEK } from "../../src/clock.ts";
import type { Inbound } from "../../src/conversation/channel.ts";
import type { Module } from "../../src/conversation/module.ts";
import { Books } from "../../src/cooperative/index.ts";
import { writtenSchema } from "../../src/cooperative/settings/written.ts";
import { inTransaction } from "../../src/db/open.ts";
import type { Runtime } from "../../src/runtime.ts";
import { openCooperative } from "./cooperative-world.ts";
import { type Filled, meetingOf, memberId } from "./ledger-fill.ts";
import { fillPeople, memberPhone, treasurerPhone } from "./ledger-people.ts";
import { median, round, seeded, timed } from "./numbers.ts";
import type { Report } from "./report.ts";
import { receive, spreadIds } from "./world.ts";

/** One of the two books as a whole Rukun. */
class Chat {
  readonly world: Runtime;
  private readonly filled: Filled;
  private readonly random = seeded(5);
  private domain: Module | undefined;
  private written = 0;
  private seconds: number;

  constructor(filled: Filled) {
    this.filled = filled;
    const now = Date.parse(`${filled.today}T05:00:00Z`);
    this.seconds = now / SECOND;
    this.world = openCooperative(dirname(filled.file), now, (module) => {
      this.domain = module;
    });
    const { db, people } = this.world;
    const books = new Books({ sqlite: db.sqlite, people, newId: spreadIds(2), random: () => 0.5 });
    inTransaction(db.sqlite, () => {
      fillPeople(db.sqlite, filled.size, now);
      const settings = writtenSchema.parse({ savings: { mandatory: { amount: 20_000 } } });
      for (let unit = 1; unit <= filled.size.units; unit += 1) books.settings.put(unit, settings, "system", now);
    });
    this.checkpoint();
  }

  /** As `Runtime` does each minute. */
  checkpoint(): void {
    this.world.db.sqlite.pragma("wal_checkpoint(PASSIVE)");
  }

  /** A treasurer's lines, of members drawn at random from her unit. */
  deposits(count: number): Inbound[] {
    const { units, membersEach } = meetingOf(this.filled.size);
    const unit = this.below(units);
    return Array.from({ length: count }, () => {
      const no = String(this.below(membersEach)).padStart(3, "0");
      // No amount twice: the same of the same member on the same day is asked about.
      const text = `setor sukarela ${no} ${20_000 + 100 * this.written}`;
      return this.message(treasurerPhone(unit), text);
    });
  }

  /** A word of as many members drawn at random from a unit, each once: who asks twice at a time is answered once. */
  asking(count: number, text: string): Inbound[] {
    const { units, membersEach } = meetingOf(this.filled.size);
    const unit = this.below(units);
    const drawn = new Set<number>();
    while (drawn.size < count) drawn.add(this.below(membersEach));
    return [...drawn].map((nth) => this.message(memberPhone(memberId(this.filled.size, unit, nth)), text));
  }

  /**
   * Milliseconds of one batch; each is a week behind the one before, as meetings are. Nobody in it is known from before,
   * on either side: on the small books the same few would be, on large ones hardly anybody. `answers`: that so many
   * messages were written is seen to.
   */
  take(batch: Inbound[], answers: number): number {
    this.written += 1;
    const { clock } = this.world.options;
    if (clock instanceof FixedClock) clock.advanceTo(clock.now() + WEEK);
    for (const memory of [this.world.people, this.world.sessions, this.domain]) memory?.forget?.();
    const before = this.outbox();
    const ms = timed(() => receive(this.world, batch));
    const wrote = this.outbox() - before;
    if (wrote !== answers) throw new Error(`${wrote} messages were written, and ${answers} were to be`);
    return ms;
  }

  close(): void {
    this.world.db.sqlite.close();
  }

  private outbox(): number {
    return this.world.db.sqlite.prepare("SELECT coalesce(max(id), 0) FROM outbox").pluck().get() as number;
  }

  private message(address: string, text: string): Inbound {
    this.written += 1;
    this.seconds += 1;
    const id = `m${this.seconds.toString(36).padStart(8, "0")}:7000000001:${address}:${this.written}`;
    return { id, address, sentAt: this.seconds * SECOND, content: { kind: "text", text } };
  }

  /** 1 to n. */
  private below(n: number): number {
    return 1 + Math.floor(this.random() * n);
  }
}

type Work = {
  what: string;
  times: number;
  each: number;
  answers: number;
  /** Beside the small books in which a member has as many lines. */
  isOfLines?: true;
  batch(chat: Chat): Inbound[];
};

/** Everybody has a phone: a receipt for each posting, and an answer to the treasurer. */
const WORKS: readonly Work[] = [
  { what: "50 postings of a unit a batch", times: 100, each: 50, answers: 51, batch: (chat) => chat.deposits(50) },
  { what: "a posting", times: 200, each: 1, answers: 2, batch: (chat) => chat.deposits(1) },
  {
    what: "SALDO, 20 members of a unit a batch",
    times: 200,
    each: 20,
    answers: 20,
    // What is owed of a loan is reckoned from its lines.
    isOfLines: true,
    batch: (chat) => chat.asking(20, "saldo"),
  },
  {
    what: "RIWAYAT, 20 members of a unit a batch",
    times: 200,
    each: 20,
    answers: 20,
    isOfLines: true,
    batch: (chat) => chat.asking(20, "riwayat"),
  },
];

/** What they who write wait for, on small books and on large ones in turn: from the message to its answer in the outbox. */
export function compareByChat(
  report: Report,
  filled: { first: Filled; long: Filled; large: Filled },
  sizes: string,
): void {
  const [first, long, large] = [new Chat(filled.first), new Chat(filled.long), new Chat(filled.large)];
  for (const work of WORKS) compare(report, [work.isOfLines === true ? long : first, large], work, sizes);
  for (const chat of [first, long, large]) chat.close();
}

function compare(report: Report, chats: readonly [Chat, Chat], work: Work, sizes: string): void {
  const { what, times, each, answers, batch } = work;
  const [few, many]: [number[], number[]] = [[], []];
  for (const chat of chats) chat.checkpoint();
  // Half as often before it counts, so that all of it is compiled.
  for (let n = -times / 2; n < times; n += 1) {
    const here = () => few.push(chats[0].take(batch(chats[0]), answers));
    const there = () => many.push(chats[1].take(batch(chats[1]), answers));
    for (const turn of n % 2 === 0 ? [here, there] : [there, here]) turn();
    if (n === -1) few.length = many.length = 0;
  }
  const [fast, slow] = [few, many].map((all) => (median(all) / each) * 1_000) as [number, number];
  report.line(`by chat, ${what}: ${round(slow)} us each on the large books, ${round(fast)} us on the small ones`);
  report.target({ what: `by chat, ${what}, ${sizes}`, value: slow / fast, atMost: 1.2 });
}
