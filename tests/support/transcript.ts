import type { ChatMessage, Look } from "../../src/channels/simulator/index.ts";
import { MINUTE } from "../../src/clock.ts";
import type { InboundContent } from "../../src/conversation/channel.ts";
import { formatBot, type Line } from "./chat-script.ts";
import { JPEG, OGG } from "./files.ts";
import type { World } from "./world.ts";

/** Somebody who appears in a transcript: the name that it uses, and her addresses on both looks. */
export type Player = { called: string; addresses: readonly { channel: string; address: string }[] };

const GESTURES: Record<string, InboundContent> = {
  "(stiker)": { kind: "media", media: "sticker" },
  "(lokasi)": { kind: "location", latitude: -7.25, longitude: 112.75 },
  "(kontak)": { kind: "other", what: "contact" },
  "(mengubah pesan)": { kind: "edited", text: "" },
  "(video)": { kind: "media", media: "video", ref: "video" },
};

/**
 * Plays a transcript on one look and writes down what was said, in the transcript's own form. Between two lines the
 * memory is emptied, so that whatever is not stored is missed. On the Telegram look a number or label that is on a
 * button is tapped instead of written.
 */
export class TranscriptPlayer {
  private readonly world: World;
  private readonly look: Look;
  private readonly players: readonly Player[];
  private readonly seen = new Map<string, number>();
  private speaker = "";
  private only: readonly string[] = [];
  /** The nomor simpanan that was shown last. */
  private number = "";
  private readonly out: string[] = [];
  /** The flows that somebody began, those that another flow called among them. */
  readonly begun: ReadonlySet<string>;

  constructor(world: World, look: Look, players: readonly Player[]) {
    this.world = world;
    this.begun = flowsBegunIn(world);
    this.look = look;
    this.players = players;
  }

  async play(lines: readonly Line[]): Promise<string> {
    for (const line of lines) {
      if (line.kind === "bot") continue;
      this.out.push(line.raw);
      if (line.kind === "only") this.only = line.names;
      if (line.kind === "clock") await this.moveTo(Date.parse(line.instant));
      if (line.kind === "wait" && line.power) await this.moveTo(this.world.clock.now() + line.ms);
      if (line.kind === "wait" && !line.power) await this.sleep(line.ms);
      if (line.kind === "person") await this.say(line.who, line.says);
      if (line.kind === "signal") await this.signal(line.who, line.on);
      this.world.forget();
      if (line.kind !== "comment") this.writeNews();
    }
    return `${this.out.join("\n").trimEnd()}\n`;
  }

  private async moveTo(instant: number): Promise<void> {
    await this.world.walkTo(instant);
  }

  /** Time passes without Rukun, as for a machine that is off. */
  private async sleep(ms: number): Promise<void> {
    this.world.clock.advanceTo(this.world.clock.now() + ms);
    await this.world.walkTo(this.world.clock.now() + MINUTE);
  }

  private playerOf(who: string): Player {
    const player = this.players.find((p) => p.called === who);
    if (player === undefined) throw new Error(`nobody in the demo world is called ${who}`);
    return player;
  }

  private addressOf(who: string): string {
    const player = this.playerOf(who);
    const address = player.addresses.find((a) => a.channel === this.look)?.address;
    if (address === undefined) throw new Error(`${who} has no phone on ${this.look}`);
    return address;
  }

  private async say(who: string, written: string): Promise<void> {
    const address = this.addressOf(who);
    this.speaker = who;
    const says = written
      .replace("(nomor simpanan)", this.number)
      .replace("(empat angka terakhir)", this.number.slice(-4));
    const content = this.fileOf(says) ?? GESTURES[says] ?? this.tapOf(who, says) ?? { kind: "text", text: says };
    this.world.chats.hand(this.look, address, [{ content }]);
    await this.world.runtime.settled();
  }

  private async signal(who: string, on: boolean): Promise<void> {
    this.speaker = who;
    this.world.chats.signal(this.addressOf(who), on, this.look);
    await this.world.runtime.settled();
  }

  private fileOf(says: string): InboundContent | undefined {
    if (says !== "(foto)" && says !== "(suara)") return undefined;
    const [media, mime, bytes] =
      says === "(foto)" ? (["photo", "image/jpeg", JPEG] as const) : (["voice", "audio/ogg", OGG] as const);
    return { kind: "media", media, ref: this.world.chats.media.put({ bytes, mime }) };
  }

  private tapOf(who: string, says: string): InboundContent | undefined {
    if (this.look !== "telegram") return undefined;
    const newest = this.saidTo(this.playerOf(who)).at(-1);
    const choice = newest?.choices?.find((c, at) => says === String(at + 1) || says === c.label);
    return choice === undefined ? undefined : { kind: "choice", id: choice.id };
  }

  /** What the bot said to somebody, wherever: what she did not ask for goes to the phone that she last wrote from. */
  private saidTo(player: Player): ChatMessage[] {
    const mine = (m: ChatMessage) => player.addresses.some((a) => a.channel === m.channel && a.address === m.address);
    return this.world.chats.news(undefined).messages.filter((m) => m.from === "bot" && mine(m));
  }

  /** What the bot said since the last line: the one who wrote first, then the others in the order of the world. */
  private writeNews(): void {
    const speaker = this.players.find((p) => p.called === this.speaker);
    const others = this.players.filter((p) => p !== speaker && !sharePhone(p, speaker));
    for (const player of speaker === undefined ? others : [speaker, ...others]) {
      const said = this.saidTo(player);
      const phone = phoneOf(player);
      const shown = this.only.length === 0 || player === speaker || this.only.includes(player.called);
      for (const message of shown ? said.slice(this.seen.get(phone) ?? 0) : []) {
        this.number = NUMBER.exec(message.text)?.[0] ?? this.number;
        const file = message.media === undefined ? "" : `\n[${message.media.kind}: ${message.media.name ?? ""}]`;
        this.out.push(formatBot(player === speaker ? "" : player.called, `${masked(message.text)}${file}`));
      }
      this.seen.set(phone, said.length);
    }
  }
}

/** Fills with each flow that is begun from now on; the log of turns knows nothing of sealed ones. */
function flowsBegunIn({ runtime }: World): ReadonlySet<string> {
  const begun = new Set<string>();
  const { turns } = runtime;
  const converse = turns.converse.bind(turns);
  turns.converse = (...given) => {
    const came = converse(...given);
    for (const { what, flow } of came.events) if (what === "started") begun.add(flow);
    return came;
  };
  return begun;
}

/** A nomor simpanan as it is shown. */
const NUMBER = /\b\d{4} \d{4} \d{4} \d{4}\b/;

/** The digits of an entry's hash come from the ids of messages, too, which differ with the look; a number is chance. */
const masked = (text: string): string =>
  text.replaceAll(/\b([Kk]ode) [0-9a-f]{8}\b/g, "$1 xxxxxxxx").replace(NUMBER, "xxxx xxxx xxxx xxxx");
const phoneOf = (player: Player) => player.addresses.map((a) => a.address).join();
const sharePhone = (a: Player, b: Player | undefined) => b !== undefined && phoneOf(a) === phoneOf(b);
