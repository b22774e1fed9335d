import type { Cell } from "../cell.ts";
import type { Alert } from "../channels/whatsapp/alerts.ts";
import { keyOf } from "../channels/whatsapp/key-file.ts";
import { silenceConsole } from "../channels/whatsapp/quiet.ts";
import type { Clock } from "../clock.ts";
import type { WhatsAppConfig } from "../config.ts";
import type { Channel } from "../conversation/channel.ts";
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
  const { WHATSAPP, WhatsAppChannel } = await import("../channels/whatsapp/index.ts");
  const onAlert = (alert: Alert) => {
    const told = cell().isOpen ? cell().runtime.alarm.tell(WHATSAPP, alert.say) : 0;
    log.error({ channel: WHATSAPP, code: alert.code, how: alert.how, told }, alert.what);
  };
  return ({ db: { sqlite }, outbox }) => [
    new WhatsAppChannel({
      sqlite,
      key: keyOf(sqlite, config.keyFile),
      clock,
      log,
      onAlert,
      bodyOf: (remoteId) => outbox.bodyByRemoteId(WHATSAPP, remoteId, clock.now()),
      secondsBetween: config.secondsBetween,
      newPerDay: config.newPerDay,
      ...(config.version === undefined ? {} : { version: config.version }),
    }),
  ];
}
