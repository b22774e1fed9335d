import { TelegramChannel } from "../../src/channels/telegram/index.ts";
import { systemClock } from "../../src/clock.ts";
import type { Capabilities } from "../../src/conversation/channel.ts";

/** Telegram's rates would let little happen between two kills. */
export class HurriedTelegram extends TelegramChannel {
  override readonly can: Capabilities = {
    ...new TelegramChannel({ token: "", clock: systemClock, cursor: () => undefined }).can,
    rate: { perSecond: 1_000_000, perChatPerSecond: 1_000_000, burst: 1_000_000 },
  };
}

/** So fast that a campaign is over soon, and so slow that a kill finds only some of it under way. */
export class BriskTelegram extends HurriedTelegram {
  override readonly can: Capabilities = {
    ...new HurriedTelegram({ token: "", clock: systemClock, cursor: () => undefined }).can,
    rate: { perSecond: 100, perChatPerSecond: 1, burst: 3 },
  };
}
