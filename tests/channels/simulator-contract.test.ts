import {
  createSimulatorChannel,
  type HandItem,
  type Look,
  SimulatorChats,
} from "../../src/channels/simulator/index.ts";
import { FixedClock } from "../../src/clock.ts";
import type { Channel } from "../../src/conversation/channel.ts";
import { channelContract } from "../contract/contract.ts";
import { type ChannelHarness, type HarnessSupport, sha256 } from "../contract/harness.ts";

const PEOPLE = ["sari", "rina"] as const;

/** A phone: it keeps what was not taken, with its ids, and sends it again, as who gets a 503 does. */
class Phone {
  private readonly waiting: { from: string; item: HandItem }[][] = [];
  private readonly chats: SimulatorChats;
  private readonly look: Look;
  private count = 0;
  isOpen = false;

  constructor(chats: SimulatorChats, look: Look) {
    this.chats = chats;
    this.look = look;
  }

  write(from: string, contents: readonly HandItem[]): void {
    this.waiting.push(
      contents.map((item) => {
        this.count += 1;
        return { from, item: { ...item, id: `phone-${this.count}` } };
      }),
    );
    this.handOver();
  }

  handOver(): void {
    while (this.isOpen) {
      const [batch] = this.waiting;
      if (!batch) return;
      try {
        this.chats.handAll(
          this.look,
          batch.map(({ from, item }) => ({ ...item, from })),
        );
        this.waiting.shift();
      } catch {
        setImmediate(() => this.handOver());
        return;
      }
    }
  }
}

function supportsOf(look: Look): HarnessSupport {
  return {
    manyPeople: true,
    taps: look === "telegram",
    wait: false,
    lostReply: false,
    unreachable: true,
    refused: false,
    survivesRestart: false,
    fetchMedia: true,
    removes: true,
    removesHeard: true,
    protects: false,
  };
}

function simulatorHarness(look: Look): ChannelHarness {
  const chats = new SimulatorChats(new FixedClock(0), (_, address) => PEOPLE.some((each) => each === address));
  const phone = new Phone(chats, look);
  const shown = (address: string) =>
    chats.news(undefined, { address, channel: look }).messages.filter(({ from }) => from === "bot");
  const unsupported = () => {
    throw new Error("The simulator does not play this.");
  };
  return {
    supports: supportsOf(look),
    people: PEOPLE,
    waitMs: 0,
    open: () => opensPhone(createSimulatorChannel(look, chats), phone),
    userSends: (person, text) => phone.write(person, [{ content: { kind: "text", text } }]),
    userSendsBurst: (person, texts) =>
      phone.write(
        person,
        texts.map((text) => ({ content: { kind: "text", text } })),
      ),
    userSendsUnknown: (person) => phone.write(person, [{ content: { kind: "other", what: "poll" } }]),
    userSendsPhoto: (person, bytes) => {
      const ref = chats.media.put({ bytes, mime: "image/jpeg" });
      phone.write(person, [{ content: { kind: "media", media: "photo", ref, bytes: bytes.byteLength } }]);
    },
    userTaps: (person, index) => {
      const choice = shown(person).at(-1)?.choices?.[index];
      if (!choice) throw new Error(`There is no button ${index}.`);
      phone.write(person, [{ content: { kind: "choice", id: choice.id } }]);
    },
    delivered: (person) =>
      shown(person).map(({ text, choices = [] }) => ({ text, buttons: choices.map(({ label }) => label) })),
    lastFile: (person) => {
      const media = shown(person).findLast(({ media }) => media?.name !== undefined)?.media;
      const bytes = chats.media.get(media?.ref ?? "")?.bytes;
      return media?.name === undefined ? undefined : { name: media.name, ...(bytes && { sha256: sha256(bytes) }) };
    },
    removed: (person) =>
      chats.news(undefined, { address: person, channel: look }).messages.filter(({ deleted }) => deleted).length,
    isProtected: () => false,
    answerNext: unsupported,
    block: (person) => phone.write(person, [{ content: { kind: "presence", reachable: false } }]),
    close: async () => {
      phone.isOpen = false;
    },
  };
}

/** The phone is handed over from while the channel runs. */
function opensPhone(channel: Channel, phone: Phone): Channel {
  return {
    ...channel,
    start: async (receive) => {
      await channel.start(receive);
      phone.isOpen = true;
      phone.handOver();
    },
    stop: async () => {
      phone.isOpen = false;
      await channel.stop();
    },
  };
}

channelContract("The simulator in the look of WhatsApp", supportsOf("whatsapp"), () => simulatorHarness("whatsapp"));
channelContract("The simulator in the look of Telegram", supportsOf("telegram"), () => simulatorHarness("telegram"));
