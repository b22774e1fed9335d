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
  type WAMessageKey,
  type WASocket,
} from "@whiskeysockets/baileys";
import { LRUCache } from "lru-cache";
import { codeOf } from "../../conversation/outbox/deadline.ts";
import type { Log } from "../../log.ts";
import type { DeviceKeys } from "./device-keys.ts";
import { baileysLogger } from "./log.ts";
import { silenceConsole } from "./quiet.ts";

/** Baileys' own function, or one of a test that keeps the socket to put frames into it. */
export type MakeSocket = (config: UserFacingSocketConfig) => WASocket;

/** What Baileys' socket is made of. */
export type SocketParts = {
  /** Baileys changes it as the protocol goes on. */
  creds: AuthenticationCreds;
  /** See `cachedKeys`. */
  signalKeys: SignalKeyStore;
  log: Log;
  /** What was sent under an id, when a phone could not read it; undefined where it is not known any more. */
  sentMessage: (key: WAMessageKey) => proto.IMessage | undefined;
  /** Options of Baileys that are the operator's or a test's. */
  config: Pick<Partial<UserFacingSocketConfig>, "version" | "waWebSocketUrl">;
  makeSocket?: MakeSocket;
};

/** The WebSocket below Baileys' own. It is there as soon as the socket is made. */
export type Wire = {
  send: (frame: Uint8Array, done?: (error?: Error) => void) => void;
  close: () => void;
  terminate: () => void;
};

/** Begins to connect. The console is silent from here on: libsignal prints keys. */
export function openSocket(parts: SocketParts): { socket: WASocket; wire: Wire } {
  silenceConsole();
  const socket = withCaughtRejections(parts.log, () => (parts.makeSocket ?? makeBaileysSocket)(configOf(parts)));
  return { socket, wire: (socket.ws as unknown as { socket: Wire }).socket };
}

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

function configOf({ creds, signalKeys, log, sentMessage, config }: SocketParts): UserFacingSocketConfig {
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
    // A line that has gone silent is noticed after two of them.
    keepAliveIntervalMs: 20_000,
    emitOwnEvents: false,
    generateHighQualityLinkPreview: false,
    getMessage: async (key) => sentMessage(key),
  };
}

/**
 * Many listeners of Baileys are async, and a rejection in one (a frame that it did not foresee, a line that is cut while
 * it answers) would be nobody's, and end a process. Emitters that are made in here hand it to us; nothing follows from
 * it, since a message that makes Baileys stumble would otherwise come again and end each connection.
 */
function withCaughtRejections(log: Log, make: () => WASocket): WASocket {
  const note = (error: unknown) => log.warn({ channel: "whatsapp", code: codeOf(error) }, "Baileys stumbled");
  const before = EventEmitter.captureRejections;
  EventEmitter.captureRejections = true;
  try {
    const socket = make();
    Object.assign(socket.ws, { [Symbol.for("nodejs.rejection")]: note });
    const listen = () => (socket.ev.on as (event: string, run: typeof note) => void)("error", note);
    listen();
    socket.ev.on("connection.update", ({ connection }) => {
      // Baileys takes all listeners away when it ends.
      if (connection === "close") queueMicrotask(listen);
    });
    return socket;
  } finally {
    EventEmitter.captureRejections = before;
  }
}

/**
 * Baileys remembers each message that it has decrypted right before it writes the receipt, and nothing else tells of
 * that moment. It remembers what we send as well.
 */
export function onRemembered(socket: WASocket, tell: (id: string) => void): void {
  const manager = socket.messageRetryManager;
  if (manager === null) return;
  const remember = manager.addRecentMessage.bind(manager);
  manager.addRecentMessage = (to, id, message) => {
    remember(to, id, message);
    tell(id);
  };
}
