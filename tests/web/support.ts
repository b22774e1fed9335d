import { createSimulatorChannels, SimulatorChats } from "../../src/channels/simulator/index.ts";
import { FixedClock, MovableClock } from "../../src/clock.ts";
import type { Batch, Inbound, Outgoing, OutgoingBody, ReceiveResult } from "../../src/conversation/channel.ts";
import { createWeb, type Persona, type SimulatorControl, type Web } from "../../src/web/index.ts";

/** Thursday, 14 August 2025, 09:05 in Jakarta. */
export const START = Date.parse("2025-08-14T02:05:00Z");

export const PEOPLE: Persona[] = [
  persona("sari", "Sari Wulandari", "Ibu Sari", ["beneficiary"], "Desa Melati", "Asia/Jakarta"),
  persona("rina", "Rina Lestari", "Ibu Rina", ["beneficiary", "treasurer"], "Desa Kenanga", "Asia/Makassar"),
  persona("yohana", "Yohana Wenda", "Ibu Yohana", ["facilitator"], "Kampung Yoboi", "Asia/Jayapura"),
];

function persona(id: string, name: string, called: string, roles: string[], place: string, zone: string): Persona {
  const addresses = [
    { channel: "whatsapp" as const, address: `62811-${id}` },
    { channel: "telegram" as const, address: `tg-${id}` },
  ];
  return { id, name, called, roles, place, zone, addresses };
}

/** A small world behind the simulator: it repeats what it hears, and asks with choices when it hears "menu". */
export class EchoWorld implements SimulatorControl {
  readonly clock = new MovableClock(0, new FixedClock(START));
  readonly chats = new SimulatorChats(this.clock);
  /** Every batch that was received, in order. */
  readonly batches: Batch[] = [];
  /** What `receive` throws next, e.g. a full disk. */
  refuse: Error | undefined;
  private readonly channels = new Map(createSimulatorChannels(this.chats).map((channel) => [channel.name, channel]));
  private readonly seen = new Set<string>();
  private sending: Promise<void> = Promise.resolve();
  private sent = 0;
  resets = 0;

  async start(): Promise<this> {
    for (const channel of this.channels.values()) await channel.start((batch) => this.receive(batch));
    return this;
  }

  people(): Persona[] {
    return PEOPLE;
  }

  async advance(ms: number): Promise<void> {
    this.clock.advanceTo(this.clock.now() + ms);
    for (const { addresses, called } of PEOPLE) {
      const [first] = addresses;
      if (first) this.say("simulator-whatsapp", first.address, { text: `${called}, waktunya laporan mingguan.` });
    }
  }

  settled(): Promise<void> {
    return this.sending;
  }

  async reset(): Promise<void> {
    this.resets += 1;
  }

  /** Puts a message of the bot on its way, as the dispatcher does. */
  say(channel: string, address: string, body: OutgoingBody): void {
    this.sent += 1;
    const message: Outgoing = { key: `key-${this.sent}`, address, body };
    this.sending = this.sending.then(async () => {
      await this.channels.get(channel)?.send(message, new AbortController().signal);
    });
  }

  /** The channel of a name, for tests that use it directly. */
  channel(name: string) {
    const channel = this.channels.get(name);
    if (!channel) throw new Error(`no channel ${name}`);
    return channel;
  }

  private receive(batch: Batch): ReceiveResult {
    if (this.refuse) throw this.refuse;
    this.batches.push(batch);
    let duplicates = 0;
    for (const message of batch.messages) {
      if (this.seen.has(message.id)) duplicates += 1;
      else this.say(batch.channel, message.address, answer(message));
      this.seen.add(message.id);
    }
    return { stored: batch.messages.length - duplicates, duplicates, failed: 0 };
  }
}

function answer({ content }: Inbound): OutgoingBody {
  switch (content.kind) {
    case "text":
      if (content.text !== "menu") return { text: `Rukun mendengar: ${content.text}` };
      return {
        text: "Ibu mau apa?",
        choices: [
          { id: "c-report", label: "Laporan mingguan" },
          { id: "c-savings", label: "Lihat tabungan" },
          { id: "c-help", label: "Bicara dengan orang" },
        ],
      };
    case "choice":
      return { text: `Rukun membuka ${content.id}` };
    case "media":
      return { text: `Terima kasih, ${content.media} ${content.bytes ?? 0} bita sudah sampai.` };
    default:
      return { text: `Rukun menerima ${content.kind}.` };
  }
}

/** A world and its server on a free port of loopback; `close` ends both. */
export async function startWeb(): Promise<{ world: EchoWorld; web: Web; url: string }> {
  const world = await new EchoWorld().start();
  const web = createWeb({ port: 0, simulator: world, health: () => ({ ok: true, checks: [] }), log: quiet });
  const { url } = await web.listen();
  return { world, web, url };
}

export const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/** A message as `GET /simulator/messages` gives it. */
export type Shown = {
  id: string;
  at: string;
  from: "bot" | "person";
  address: string;
  text: string;
  choices: { id: string; label: string }[];
  media: { kind: string; url: string };
  waiting?: true;
};

/** What the answers may have, taken together; each test looks at what its route gives. */
type Body = {
  error: { code: string; message: string; example: unknown };
  stored: number;
  ids: string[];
  messages: Shown[];
  next: string;
  fromStart: boolean;
  cut: unknown[];
  now: string;
  aheadMs: number;
};

/** A small client of the simulator's interface. */
export function client(url: string) {
  const read = async (response: Response) => ({ status: response.status, body: (await response.json()) as Body });
  return {
    get: async (path: string) => read(await fetch(`${url}${path}`)),
    post: async (path: string, body: unknown) =>
      read(
        await fetch(`${url}${path}`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: typeof body === "string" ? body : JSON.stringify(body),
        }),
      ),
  };
}
