import type { Cell } from "../cell.ts";
import type { Alert } from "../channels/whatsapp/alerts.ts";
import { keyOf, wrongKey } from "../channels/whatsapp/key-file.ts";
import { silenceConsole } from "../channels/whatsapp/quiet.ts";
import type { Clock } from "../clock.ts";
import type { WhatsAppConfig } from "../config.ts";
import type { Channel } from "../conversation/channel.ts";
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
  const onAlert = (alert: Alert) => {
    const told = cell().isOpen ? cell().runtime.alarm.tell(WHATSAPP, alert.say) : 0;
    log.error({ channel: WHATSAPP, code: alert.code, how: alert.how, told }, alert.what);
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
  return ({ db: { sqlite }, outbox }) => [
    new WhatsAppChannel({
      sqlite,
      key: fitting(sqlite),
      clock,
      log,
      onAlert,
      bodyOf: (remoteId) => outbox.bodyByRemoteId(WHATSAPP, remoteId, clock.now()),
      secondsBetween: config.secondsBetween,
      newPerDay: config.newPerDay,
      ...(config.version === undefined ? {} : { version: config.version }),
      ...(config.server === undefined ? {} : { webSocketUrl: config.server }),
    }),
  ];
}

const isOfTheKey = (error: unknown): error is RukunError =>
  error instanceof RukunError && error.code === "whatsapp.key";
