import type { ChatMessage, Look } from "../../src/channels/simulator/index.ts";
import type { InboundContent } from "../../src/conversation/channel.ts";
import { formatBot, type Line } from "./chat-script.ts";
import type { World } from "./world.ts";

/** Somebody who appears in a transcript: the name that it uses, and her addresses on both looks. */
export type Player = { called: string; addresses: readonly { channel: string; address: string }[] };

const GESTURES: Record<string, InboundContent> = {
  "(foto)": { kind: "media", media: "photo", ref: "sample-photo" },
  "(suara)": { kind: "media", media: "voice", ref: "sample-voice" },
  "(stiker)": { kind: "media", media: "sticker" },
  "(lokasi)": { kind: "location", latitude: -7.25, longitude: 112.75 },
  "(kontak)": { kind: "other", what: "contact" },
  "(mengubah pesan)": { kind: "edited", text: "" },
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
  private readonly out: string[] = [];

  constructor(world: World, look: Look, players: readonly Player[]) {
    this.world = world;
    this.look = look;
    this.players = players;
  }

  async play(lines: readonly Line[]): Promise<string> {
    for (const line of lines) {
      if (line.kind === "bot") continue;
      this.out.push(line.raw);
      if (line.kind === "clock") await this.moveTo(Date.parse(line.instant));
      if (line.kind === "wait") await this.moveTo(this.world.clock.now() + line.ms);
      if (line.kind === "person") await this.say(line.who, line.says);
      this.world.forget();
      if (line.kind !== "comment") this.writeNews();
    }
    return `${this.out.join("\n").trimEnd()}\n`;
  }

  private async moveTo(instant: number): Promise<void> {
    await this.world.walkTo(instant);
  }

  private addressOf(who: string): string {
    const player = this.players.find((p) => p.called === who);
    const address = player?.addresses.find((a) => a.channel === this.look)?.address;
    if (address === undefined) throw new Error(`nobody in the demo world is called ${who}`);
    return address;
  }

  private async say(who: string, says: string): Promise<void> {
    const address = this.addressOf(who);
    this.speaker = address;
    const content = GESTURES[says] ?? this.tapOf(address, says) ?? { kind: "text", text: says };
    this.world.chats.hand(this.look, address, [{ content }]);
    await this.world.runtime.settled();
  }

  private tapOf(address: string, says: string): InboundContent | undefined {
    if (this.look !== "telegram") return undefined;
    const newest = this.messages(address).findLast((m) => m.from === "bot");
    const choice = newest?.choices?.find((c, at) => says === String(at + 1) || says === c.label);
    return choice === undefined ? undefined : { kind: "choice", id: choice.id };
  }

  private messages(address: string): ChatMessage[] {
    return this.world.chats.news(undefined, { address, channel: this.look }).messages;
  }

  /** What the bot said since the last line, the one who wrote first, then the others in the order of the world. */
  private writeNews(): void {
    const addresses = this.players.map((p) => this.addressOf(p.called));
    for (const address of [this.speaker, ...addresses.filter((a) => a !== this.speaker)]) {
      const said = address === "" ? [] : this.messages(address).filter((m) => m.from === "bot");
      const fresh = said.slice(this.seen.get(address) ?? 0);
      this.seen.set(address, said.length);
      const name = this.players.find((p) => this.addressOf(p.called) === address)?.called ?? "";
      for (const message of fresh) {
        const file = message.media === undefined ? "" : `\n[${message.media.kind}: ${message.media.name ?? ""}]`;
        this.out.push(formatBot(address === this.speaker ? "" : name, `${message.text}${file}`));
      }
    }
  }
}
