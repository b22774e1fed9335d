import { readFile } from "node:fs/promises";
import type { Capabilities, Channel, Outgoing, SendResult } from "../../conversation/channel.ts";
import { RukunError } from "../../errors.ts";
import { present } from "../present.ts";
import type { Look } from "./chat.ts";
import { channelName, LOOKS, type Part, type SimulatorChats } from "./chats.ts";
import { SIMULATOR_LIMITS } from "./limits.ts";

/**
 * The channel behind one look of the simulator. Both looks share one store of chats.
 *
 * @example
 * const chats = new SimulatorChats(clock);
 * const [whatsapp, telegram] = createSimulatorChannels(chats);
 */
export function createSimulatorChannel(look: Look, chats: SimulatorChats): Channel {
  const can = capabilitiesOf(look);
  let started = false;
  return {
    name: channelName(look),
    can,
    start: async (receive) => {
      started = true;
      chats.attach(look, receive);
    },
    stop: async () => {
      started = false;
      chats.detach(look);
    },
    send: (message, signal) => send(look, can, chats, message, signal),
    fetchMedia: async (ref, maxBytes, signal) => {
      signal.throwIfAborted();
      const media = chats.media.get(ref);
      if (!media) throw new RukunError("media.gone", "the simulator keeps its media in memory only, and not for ever");
      if (media.bytes.byteLength > maxBytes) {
        throw new RukunError("media.too-large", `${media.bytes.byteLength} bytes, at most ${maxBytes} are wanted`);
      }
      return { bytes: media.bytes, mime: media.mime };
    },
    remove: async (address, remoteId) => chats.remove(look, address, remoteId),
    health: async () =>
      started
        ? { ok: true, what: `The simulator (${look} look) is open` }
        : {
            ok: false,
            what: `The simulator (${look} look) is not started`,
            how: "Start Rukun with RUKUN_SIMULATOR=on",
          },
  };
}

/** Both channels of the simulator, over one store of chats. */
export function createSimulatorChannels(chats: SimulatorChats): Channel[] {
  return LOOKS.map((look) => createSimulatorChannel(look, chats));
}

function capabilitiesOf(look: Look): Capabilities {
  return {
    choices: look === "telegram" ? "buttons" : "numbers",
    maxText: SIMULATOR_LIMITS.maxText,
    initiate: true,
    deletion: true,
    media: ["photo", "voice", "audio", "video", "document"],
    // A machine's memory has no rate; the figure only has to be one that nobody waits for.
    rate: { perSecond: 10_000, perChatPerSecond: 1_000, burst: 1_000 },
  };
}

async function send(
  look: Look,
  can: Capabilities,
  chats: SimulatorChats,
  message: Outgoing,
  signal: AbortSignal,
): Promise<SendResult> {
  signal.throwIfAborted();
  const why = chats.unreachable(look, message.address);
  if (why !== undefined) return { kind: "unreachable", code: why };
  const parts: Part[] = [];
  for (const { text, buttons, file } of present(message.body, can)) {
    const part: Part = { text };
    if (buttons) part.choices = buttons;
    if (file) {
      const bytes = "bytes" in file ? file.bytes : await readFile(file.path, { signal }).catch(() => undefined);
      if (!bytes) return { kind: "refused", code: "file-missing" };
      const { mime, name } = file;
      part.media = { kind: "document", mime, name, ref: chats.media.put({ bytes, mime, name }) };
    }
    parts.push(part);
  }
  signal.throwIfAborted();
  return { kind: "sent", remoteId: chats.deliver(look, message.address, message.key, parts) };
}
