import type Sqlite from "better-sqlite3";
import type { Cell } from "../cell.ts";
import { type Alert, endsWithConnection, WORKS_AGAIN } from "../channels/whatsapp/alerts.ts";
import { keyOf, wrongKey } from "../channels/whatsapp/key-file.ts";
import { silenceConsole } from "../channels/whatsapp/quiet.ts";
import type { Clock } from "../clock.ts";
import type { WhatsAppConfig } from "../config.ts";
import type { Channel } from "../conversation/channel.ts";
import { codeOf } from "../conversation/outbox/deadline.ts";
import { RukunError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { ChannelParts } from "../runtime.ts";

/**
 * Reads the client of WhatsApp, with the console silent before it, and gives what makes the channel. Making it throws
 * RukunError `whatsapp.key` where a number is linked and the key is not there.
 */
export async function whatsAppMaker(
  config: WhatsAppConfig,
  cell: () => Cell,
  clock: Clock,
  log: Log,
): Promise<(made: ChannelParts) => Channel[]> {
  silenceConsole();
  const { linkedAs, WHATSAPP, WhatsAppChannel } = await import("../channels/whatsapp/index.ts");
  const tell = (say: string) => (cell().isOpen ? cell().runtime.alarm.tell(WHATSAPP, say) : 0);
  /** That it is told when things are well again must not make them worse: the disk may be full. */
  const gently = (work: () => void) => {
    try {
      work();
    } catch (error) {
      log.warn({ channel: WHATSAPP, code: codeOf(error) }, "the end of an alert could not be kept");
    }
  };
  const onAlert = (alert: Alert, open: OpenAlert) => {
    const told = tell(alert.say);
    log.error({ channel: WHATSAPP, code: alert.code, how: alert.how, told }, alert.what);
    if (told > 0 && endsWithConnection(alert)) gently(() => open.begin(alert.code));
  };
  const fitting = (sqlite: ChannelParts["db"]["sqlite"]) => {
    const key = keyOf(sqlite, config.keyFile);
    try {
      linkedAs(sqlite, key);
      return key;
    } catch (cause) {
      throw isOfTheKey(cause) ? new RukunError(cause.code, wrongKey(config.keyFile), { cause }) : cause;
    }
  };
  return ({ db: { sqlite }, outbox }) => {
    const open = openAlert(sqlite);
    const channel = new WhatsAppChannel({
      sqlite,
      key: fitting(sqlite),
      clock,
      log,
      onAlert: (alert) => onAlert(alert, open),
      onOpen: () => gently(() => void (open.end() && tell(WORKS_AGAIN))),
      bodyOf: (remoteId) => outbox.bodyByRemoteId(WHATSAPP, remoteId, clock.now()),
      secondsBetween: config.secondsBetween,
      newPerDay: config.newPerDay,
      ...(config.version === undefined ? {} : { version: config.version }),
      ...(config.server === undefined ? {} : { webSocketUrl: config.server }),
    });
    return [channel];
  };
}

/** The alert that people were told of and that is not over. */
type OpenAlert = {
  begin: (code: string) => void;
  /** Was there one? */
  end: () => boolean;
};

/** Kept in `setting`, since what mends a link is mostly done while Rukun is stopped. */
function openAlert(sqlite: Sqlite.Database): OpenAlert {
  const name = "whatsapp.alert";
  const set = sqlite.prepare(
    "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  const drop = sqlite.prepare("DELETE FROM setting WHERE key = ?");
  return { begin: (code) => void set.run(name, code), end: () => drop.run(name).changes > 0 };
}

const isOfTheKey = (error: unknown): error is RukunError =>
  error instanceof RukunError && error.code === "whatsapp.key";
