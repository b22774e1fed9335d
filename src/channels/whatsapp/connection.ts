import EventEmitter from "node:events";
import makeBaileysSocket, {
  type AuthenticationCreds,
  Browsers,
  isJidBroadcast,
  isJidGroup,
  isJidNewsletter,
  makeCacheableSignalKeyStore,
  type proto,
  type SignalKeyStore,
  type UserFacingSocketConfig,
  type WAMessage,
  type WAMessageKey,
  type WASocket,
} from "@whiskeysockets/baileys";
import { LRUCache } from "lru-cache";
import type { Timers } from "../../conversation/outbox/timers.ts";
import type { Log } from "../../log.ts";
import type { Acks } from "./acks.ts";
import type { DeviceKeys } from "./device-keys.ts";
import { type Ended, endingOf } from "./ended.ts";
import { baileysLogger } from "./log.ts";
import { silenceConsole } from "./quiet.ts";
import { ReceiptGate } from "./receipt-gate.ts";

/** Baileys' own function, or one of a test that keeps the socket to put frames into it. */
export type MakeSocket = (config: UserFacingSocketConfig) => WASocket;

/** What stays the same from one connection to the next. */
export type ConnectionParts = {
  keys: DeviceKeys;
  /** Baileys changes it as the protocol goes on. */
  creds: AuthenticationCreds;
  /** Signal keys with a cache in front, see `cachedKeys`. */
  signalKeys: SignalKeyStore;
  acks: Acks;
  log: Log;
  timers: Timers;
  /** What was sent under an id, when a phone could not read it; undefined where it is not known any more. */
  sentMessage: (key: WAMessageKey) => proto.IMessage | undefined;
  /** Options of Baileys that are the operator's or a test's. */
  config: Pick<Partial<UserFacingSocketConfig>, "version" | "waWebSocketUrl" | "agent" | "fetchAgent">;
  makeSocket?: MakeSocket;
};

/** What a connection tells; all are called synchronously, and what they throw ends the connection. */
export type ConnectionEvents = {
  open: () => void;
  /** Stores messages; false when they could not be, and then the connection ends with nothing confirmed. */
  messages: (messages: readonly WAMessage[]) => boolean;
  /** The text of a QR code to link this device with. */
  qr?: (text: string, socket: WASocket) => void;
  /** WhatsApp does not let this number begin chats, until then (ms UTC) where it says so. */
  restricted?: (until: number | undefined) => void;
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

/** Signal keys that are read again and again: sessions of those who write. About 2 KB each. */
const CACHED_KEYS = 4_000;

/** Baileys' cache in front of the database, with a limit that its own does not have. */
export function cachedKeys(keys: DeviceKeys, log: Log): SignalKeyStore {
  const cache = new LRUCache<string, object>({ max: CACHED_KEYS });
  return makeCacheableSignalKeyStore(keys, baileysLogger(log), {
    get: (key) => cache.get(key) as never,
    set: (key, value) => void cache.set(key, value as object),
    del: (key) => void cache.delete(key),
    flushAll: () => cache.clear(),
  });
}

/**
 * One connection to WhatsApp, from its beginning to its end. Messages of both kinds are taken: `notify`, and `append`,
 * which is how those come that were sent while we were away.
 */
export function connect(parts: ConnectionParts, on: ConnectionEvents): Connection {
  const { keys, creds, acks, log, timers } = parts;
  silenceConsole();
  const socket = withCaughtRejections(() => (parts.makeSocket ?? makeBaileysSocket)(socketConfig(parts)));
  const wire = wireOf(socket);
  const gate = gateBefore(wire);
  let flushing: unknown;
  let hasEnded = false;
  /** Ids that we are writing ourselves. */
  const outgoing = new Set<string>();

  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    timers.clear(flushing);
    void socket.end(undefined);
    const goodbye = timers.set(() => wire.terminate(), GOODBYE_MS);
    void ended.then(() => timers.clear(goodbye));
  };
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      log.error({ channel: "whatsapp", error: error instanceof Error ? error.name : typeof error }, "a handler failed");
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
      if (update.reachoutTimeLock?.isActive === true) {
        guarded(() => on.restricted?.(update.reachoutTimeLock?.timeEnforcementEnds?.getTime()));
      }
      if (update.connection !== "close") return;
      // What was decrypted and still lies in the buffer would be gone with it.
      guarded(() => void socket.ev.flush());
      hasEnded = true;
      timers.clear(flushing);
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

function socketConfig({ creds, signalKeys, log, sentMessage, config }: ConnectionParts): UserFacingSocketConfig {
  return {
    ...config,
    auth: { creds, keys: signalKeys },
    logger: baileysLogger(log),
    browser: Browsers.ubuntu("Chrome"),
    countryCode: "ID",
    // Only what is written to us, from now on: no history, no groups, no status, and nobody is shown as online.
    syncFullHistory: false,
    shouldSyncHistoryMessage: () => false,
    shouldIgnoreJid: (jid) => isJidGroup(jid) || isJidBroadcast(jid) || isJidNewsletter(jid),
    markOnlineOnConnect: false,
    emitOwnEvents: false,
    generateHighQualityLinkPreview: false,
    getMessage: async (key) => sentMessage(key),
  };
}

/**
 * Many listeners of Baileys are async, and a rejection in one (the line is cut while it answers) would end the process.
 * Emitters that are made in here turn it into their `error` event instead, with which Baileys ends the connection.
 */
function withCaughtRejections(make: () => WASocket): WASocket {
  const before = EventEmitter.captureRejections;
  EventEmitter.captureRejections = true;
  try {
    const socket = make();
    (socket.ev.on as (event: string, listener: () => void) => void)("error", () => void socket.end(undefined));
    return socket;
  } finally {
    EventEmitter.captureRejections = before;
  }
}

/** The WebSocket below Baileys' own. It is there as soon as the socket is made. */
type Wire = {
  send: (frame: Uint8Array, done?: (error?: Error) => void) => void;
  terminate: () => void;
};

function wireOf(socket: WASocket): Wire {
  return (socket.ws as unknown as { socket: Wire }).socket;
}

function gateBefore(wire: Wire): ReceiptGate<Uint8Array> {
  const gate = new ReceiptGate<Uint8Array>(wire.send.bind(wire));
  wire.send = (frame, done) => gate.write(frame, done);
  return gate;
}

/**
 * Baileys remembers each message that it has decrypted right before it writes the receipt, and nothing else tells of
 * that moment. It remembers what we send as well.
 */
function onRemembered(socket: WASocket, tell: (id: string) => void): void {
  const manager = socket.messageRetryManager;
  if (manager === null) return;
  const remember = manager.addRecentMessage.bind(manager);
  manager.addRecentMessage = (to, id, message) => {
    remember(to, id, message);
    tell(id);
  };
}
