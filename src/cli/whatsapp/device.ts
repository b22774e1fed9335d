import { randomBytes } from "node:crypto";
import type { LinkHow, LinkOptions } from "../../channels/whatsapp/link.ts";
import { silenceConsole } from "../../channels/whatsapp/quiet.ts";
import type { Config, WhatsAppConfig } from "../../config.ts";
import type { Db } from "../../db/open.ts";
import { RukunError } from "../../errors.ts";
import { lockHome } from "../../home.ts";
import { createLog } from "../../log.ts";
import { type CommandContext, configOf } from "../io.ts";
import { openHome } from "../open.ts";

/** What the commands do with WhatsApp itself; tests hand in their own. */
export type Device = {
  link(options: LinkOptions, how: LinkHow, signal: AbortSignal): Promise<{ phone: string }>;
  unlink(options: LinkOptions, signal: AbortSignal): Promise<{ told: boolean }>;
};

/** Baileys, read only here, with the console silent before it. */
export async function realDevice(): Promise<Device> {
  silenceConsole();
  const { linkDevice, unlinkDevice } = await import("../../channels/whatsapp/link.ts");
  return { link: linkDevice, unlink: unlinkDevice };
}

/** The configuration as it is with WhatsApp on: linking comes before switching on, or after it. */
export function whatsAppConfig({ io, home }: CommandContext): { config: Config; whatsapp: WhatsAppConfig } {
  const config = configOf({ ...io, env: { ...io.env, WHATSAPP: "on" } }, home());
  if (config.whatsapp === undefined) throw new Error("WHATSAPP=on gives a WhatsApp configuration");
  return { config, whatsapp: config.whatsapp };
}

/** Is WHATSAPP on in the operator's own configuration? */
export const isOn = ({ io, home }: CommandContext): boolean => configOf(io, home()).whatsapp !== undefined;

export type ReadKey = (sqlite: Db["sqlite"], keyFile: string) => Buffer;

/**
 * Runs work on a home that no Rukun runs on, with the link's key. Ctrl-C aborts the signal, so that a link that was
 * begun is given up in order. Errors: `home.taken`, `home.none`, and what `keyOf` throws.
 */
export async function withLink<T>(
  context: CommandContext,
  keyOf: ReadKey,
  work: (options: LinkOptions, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { config, whatsapp } = whatsAppConfig(context);
  const db = openHome(config.home);
  const ending: (() => void)[] = [() => db.sqlite.close()];
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  try {
    ending.push(lockHome(config.home));
    process.once("SIGINT", stop);
    ending.push(() => process.off("SIGINT", stop));
    const key = keyOf(db.sqlite, whatsapp.keyFile);
    const { version, server } = whatsapp;
    const clock = { now: () => context.io.now() };
    // Of a linking that goes well Baileys warns, too; who wants to see it sets LOG_LEVEL=debug.
    const write = (line: string) => context.io.err(line.trimEnd());
    const log = createLog(config.logLevel === "info" ? "error" : config.logLevel, { write });
    return await work(
      {
        sqlite: db.sqlite,
        key,
        clock,
        log,
        ...(version === undefined ? {} : { version }),
        ...(server === undefined ? {} : { webSocketUrl: server }),
      },
      stopping.signal,
    );
  } finally {
    for (const end of ending.reverse()) end();
  }
}

/** For giving a link up: a key that was lost must not keep anybody from that. */
export function anyKey(read: () => Buffer): Buffer {
  try {
    return read();
  } catch (error) {
    if (error instanceof RukunError && error.code === "whatsapp.key") return randomBytes(32);
    throw error;
  }
}
