import type { WAMessage, WASocket } from "@whiskeysockets/baileys";
import { codeOf } from "../../conversation/outbox/deadline.ts";
import type { Timers } from "../../conversation/outbox/timers.ts";
import type { Acks } from "./acks.ts";
import type { DeviceKeys } from "./device-keys.ts";
import { type Ended, endingOf } from "./ended.ts";
import { ReceiptGate } from "./receipt-gate.ts";
import { onRemembered, openSocket, type SocketParts, type Wire } from "./socket.ts";

/** What stays the same from one connection to the next. */
export type ConnectionParts = SocketParts & { keys: DeviceKeys; acks: Acks; timers: Timers };

/** What a connection tells; all are called synchronously, and what they throw ends the connection. */
export type ConnectionEvents = {
  open: () => void;
  /** Stores messages; false when they could not be, and then the connection ends with nothing confirmed. */
  messages: (messages: readonly WAMessage[]) => boolean;
  /** The text of a QR code to link this device with. */
  qr?: (text: string, socket: WASocket) => void;
  /** WhatsApp does not let this number begin chats. */
  restricted?: () => void;
};

/** A connection that was begun. */
export type Connection = {
  socket: WASocket;
  /** Writes a message to the wire; WhatsApp's word on it comes through `acks`. */
  relay: WASocket["relayMessage"];
  /** Resolves, and never rejects, when it has ended. */
  ended: Promise<Ended>;
  /** Ends it; what is not confirmed yet is not confirmed. */
  end: () => void;
};

/** How long what Baileys has decrypted may lie in its buffer: long enough that a backlog comes in batches. */
const FLUSH_MS = 50;
/** How long the other side may take to say goodbye. */
const GOODBYE_MS = 1_000;

/**
 * One connection to WhatsApp, from its beginning to its end. Messages of both kinds are taken: `notify`, and `append`,
 * which is how those come that were sent while we were away.
 */
export function connect(parts: ConnectionParts, on: ConnectionEvents): Connection {
  const { keys, creds, acks, log, timers } = parts;
  const { socket, wire } = openSocket(parts);
  const gate = gateBefore(wire);
  const farewell = shortFarewell(wire, timers);
  let flushing: unknown;
  let hasEnded = false;
  /** Ids that we are writing ourselves. */
  const outgoing = new Set<string>();

  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    timers.clear(flushing);
    void socket.end(undefined);
  };
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      log.error({ channel: "whatsapp", code: codeOf(error) }, "a handler failed");
      end();
    }
  };
  const flushSoon = () => {
    flushing ??= timers.set(() => {
      flushing = undefined;
      guarded(() => void socket.ev.flush());
      if (hasEnded) return;
      gate.sweep();
      if (gate.isHolding) flushSoon();
    }, FLUSH_MS);
  };

  onRemembered(socket, (id) => {
    if (outgoing.has(id)) return;
    gate.hold(id);
    flushSoon();
  });
  socket.ev.on("messages.upsert", ({ messages }) =>
    guarded(() => {
      if (hasEnded) return;
      if (on.messages(messages)) gate.release(messages.map(({ key }) => key.id ?? ""));
      else end();
    }),
  );
  socket.ev.on("creds.update", () => guarded(() => keys.saveCreds(creds)));
  socket.ev.on("messages.update", (updates) => {
    for (const { key, update } of updates) {
      if (update.status === FAILED) acks.told(key.id ?? undefined, update.messageStubParameters?.[0] ?? "unknown");
    }
  });
  socket.ws.on("CB:ack,class:message", ({ attrs }: { attrs: Record<string, string> }) =>
    acks.told(attrs["id"], attrs["error"]),
  );

  const ended = new Promise<Ended>((resolve) => {
    socket.ev.on("connection.update", (update) => {
      if (update.qr !== undefined) guarded(() => on.qr?.(update.qr ?? "", socket));
      if (update.connection === "open") guarded(on.open);
      if (update.reachoutTimeLock?.isActive === true) guarded(() => on.restricted?.());
      if (update.connection !== "close") return;
      // What was decrypted and still lies in the buffer would be gone with it.
      guarded(() => void socket.ev.flush());
      hasEnded = true;
      timers.clear(flushing);
      farewell.isOver();
      acks.lost();
      resolve(endingOf(update.lastDisconnect?.error));
    });
  });
  const relay: Connection["relay"] = async (jid, content, options) => {
    const { messageId = "" } = options;
    outgoing.add(messageId);
    try {
      return await socket.relayMessage(jid, content, options);
    } finally {
      outgoing.delete(messageId);
    }
  };
  return { socket, relay, ended, end };
}

/** `WAMessageStatus.ERROR`. */
const FAILED = 0;

function gateBefore(wire: Wire): ReceiptGate<Uint8Array> {
  const gate = new ReceiptGate<Uint8Array>(wire.send.bind(wire));
  wire.send = (frame, done) => gate.write(frame, done);
  return gate;
}

/** Whoever ends the connection waits for the other side; behind a line that is silent that would be half a minute. */
function shortFarewell(wire: Wire, timers: Timers): { isOver: () => void } {
  let timer: unknown;
  const close = wire.close.bind(wire);
  wire.close = () => {
    timer ??= timers.set(() => wire.terminate(), GOODBYE_MS);
    close();
  };
  return { isOver: () => timers.clear(timer) };
}
