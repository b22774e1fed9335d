import { type BinaryNode, initAuthCreds, S_WHATSAPP_NET, type WASocket } from "@whiskeysockets/baileys";
import type Sqlite from "better-sqlite3";
import type { Clock } from "../../clock.ts";
import { systemTimers, type Timers } from "../../conversation/outbox/timers.ts";
import { RukunError } from "../../errors.ts";
import { randomId } from "../../ids.ts";
import { type Log, silentLog } from "../../log.ts";
import { Acks } from "./acks.ts";
import { addressOf } from "./addresses.ts";
import { type Connection, type ConnectionParts, connect } from "./connection.ts";
import { DeviceKeys } from "./device-keys.ts";
import type { Ended } from "./ended.ts";
import { Lease } from "./lease.ts";
import { isLinked, numbersOf } from "./linked.ts";
import { decide } from "./reconnect.ts";
import { cachedKeys, type MakeSocket } from "./socket.ts";
import { OTHER_PROCESS } from "./trouble.ts";
import { realWait, type Wait } from "./wait.ts";

/** What linking needs; the channel of this home must not run meanwhile. */
export type LinkOptions = {
  sqlite: Sqlite.Database;
  /** 32 bytes from outside of the database. */
  key: Buffer;
  clock: Clock;
  log?: Log;
  version?: readonly [number, number, number];
  webSocketUrl?: string;
  makeSocket?: MakeSocket;
  timers?: Timers;
  /** Between two connections; handed in by tests. */
  wait?: Wait;
};

/** How the phone is to confirm: by eight letters that are typed there, or by a picture that it takes. */
export type LinkHow = {
  /** The number's digits in the international form; left out: by QR code. */
  phone?: string;
  onCode: (code: string) => void;
  /** The text of a QR code; a new one comes each time the last has run out. */
  onQr: (text: string) => void;
};

/** Connections that one linking may take: the phone's confirmation ends the first, a village's line some more. */
const MAX_CONNECTIONS = 5;

/**
 * Links this home to a number. Resolves when the phone has confirmed and WhatsApp has let the new device in.
 * Errors (RukunError): `whatsapp.linked`, `whatsapp.other-process`, `whatsapp.address`, `whatsapp.key`,
 * `whatsapp.link-cancelled` when the signal is aborted, `whatsapp.link-failed` when WhatsApp ends it.
 */
export async function linkDevice(options: LinkOptions, how: LinkHow, signal: AbortSignal): Promise<{ phone: string }> {
  if (how.phone !== undefined && addressOf(`${how.phone}@s.whatsapp.net`) === undefined) {
    throw new RukunError("whatsapp.address", "That is no number in the international form, e.g. 6281234567890.");
  }
  return withLease(options, async (keys) => {
    const known = keys.creds();
    if (known !== undefined && isLinked(known)) {
      throw new RukunError("whatsapp.linked", "A number is linked already. Unlink it first.");
    }
    keys.clear();
    const parts = partsOf(options, keys, initAuthCreds());
    try {
      await untilLetIn(parts, how, options.wait ?? realWait, signal);
    } finally {
      if (!isLinked(parts.creds)) keys.clear();
    }
    return { phone: numbersOf(parts.creds).phone ?? "" };
  });
}

async function untilLetIn(parts: ConnectionParts, how: LinkHow, wait: Wait, signal: AbortSignal): Promise<void> {
  for (let attempts = 1; attempts <= MAX_CONNECTIONS; attempts += 1) {
    const { ended, wasOpen } = await once(parts, signal, {
      open: (connection) => {
        if (isLinked(parts.creds)) connection.end();
      },
      qr: (text, socket) => (how.phone === undefined ? how.onQr(text) : askForCode(socket, how.phone, how.onCode)),
    });
    if (wasOpen && isLinked(parts.creds)) return;
    if (signal.aborted) throw new RukunError("whatsapp.link-cancelled", "The linking was given up.");
    const next = decide({ ...ended, attempts, random: 0 });
    // Before the phone has confirmed, an end means that the codes have run out: a human has to begin anew.
    if (next.kind === "stop" || (next.kind === "after" && !isLinked(parts.creds))) break;
    if (next.kind === "after") await wait(next.ms, signal);
  }
  throw new RukunError("whatsapp.link-failed", "WhatsApp ended the linking: the code ran out, or was not accepted.");
}

const asked = new WeakSet<WASocket>();

/** Once a connection: each further QR text is only the sign that time has passed. */
function askForCode(socket: WASocket, phone: string, tell: (code: string) => void): void {
  if (asked.has(socket)) return;
  asked.add(socket);
  socket.requestPairingCode(phone).then(tell, () => void socket.end(undefined));
}

/**
 * Ends the link: tells WhatsApp, so that the device disappears from the phone's list, and forgets the keys in any case.
 * `told` is false where WhatsApp could not be told; then the device must be removed on the phone by hand.
 * Errors (RukunError): `whatsapp.other-process`.
 */
export async function unlinkDevice(options: LinkOptions, signal: AbortSignal): Promise<{ told: boolean }> {
  return withLease(options, async (keys) => {
    try {
      const creds = credsOrNone(keys);
      if (creds === undefined || !isLinked(creds)) return { told: false };
      let isTold = false;
      const { ended } = await once(partsOf(options, keys, creds), signal, {
        open: ({ socket, end }) => {
          const noted = (answer: unknown) => {
            isTold = answer !== undefined;
          };
          void socket
            .query(removal(creds.me?.id ?? ""))
            .then(noted, () => {})
            .finally(end);
        },
      });
      // It may also answer by throwing the device out.
      return { told: isTold || ended.code === LOGGED_OUT };
    } finally {
      keys.clear();
    }
  });
}

const LOGGED_OUT = 401;

/** Baileys' own `logout` does not wait for an answer. */
function removal(jid: string): BinaryNode {
  const content = [{ tag: "remove-companion-device", attrs: { jid, reason: "user_initiated" } }];
  return { tag: "iq", attrs: { to: S_WHATSAPP_NET, type: "set", xmlns: "md" }, content };
}

/** Keys that cannot be read any more are a reason to unlink, not one against it. */
function credsOrNone(keys: DeviceKeys): ReturnType<DeviceKeys["creds"]> {
  try {
    return keys.creds();
  } catch {
    return undefined;
  }
}

type OneConnection = {
  open: (connection: Connection) => void;
  qr?: (text: string, socket: WASocket) => void;
};

/** One connection, which takes no messages: what arrives is not confirmed and comes again to the channel. */
async function once(parts: ConnectionParts, signal: AbortSignal, on: OneConnection) {
  let wasOpen = false;
  const connection: Connection = connect(parts, {
    open: () => {
      wasOpen = true;
      on.open(connection);
    },
    messages: () => false,
    ...(on.qr !== undefined && { qr: on.qr }),
  });
  const end = () => connection.end();
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  const ended: Ended = await connection.ended;
  signal.removeEventListener("abort", end);
  return { ended, wasOpen };
}

async function withLease<T>(options: LinkOptions, work: (keys: DeviceKeys) => Promise<T>): Promise<T> {
  const { sqlite, key, clock } = options;
  const lease = new Lease(sqlite, "whatsapp", randomId(), clock);
  if (!lease.take()) throw new RukunError(OTHER_PROCESS.code, OTHER_PROCESS.what);
  try {
    return await work(new DeviceKeys(sqlite, "whatsapp", key));
  } finally {
    lease.release();
  }
}

function partsOf(options: LinkOptions, keys: DeviceKeys, creds: ConnectionParts["creds"]): ConnectionParts {
  const { log = silentLog, timers = systemTimers, version, webSocketUrl, makeSocket } = options;
  return {
    keys,
    creds,
    signalKeys: cachedKeys(keys, log),
    acks: new Acks(),
    log,
    timers,
    sentMessage: () => undefined,
    config: {
      ...(version !== undefined && { version: [...version] }),
      ...(webSocketUrl !== undefined && { waWebSocketUrl: webSocketUrl }),
    },
    ...(makeSocket !== undefined && { makeSocket }),
  };
}
