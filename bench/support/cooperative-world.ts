import { FixedClock } from "../../src/clock.ts";
import { type Content, loadContent } from "../../src/content/load.ts";
import type { Channel } from "../../src/conversation/channel.ts";
import type { Module } from "../../src/conversation/module.ts";
import { cooperativeModule } from "../../src/cooperative/index.ts";
import { packageRoot } from "../../src/home.ts";
import { silentLog } from "../../src/log.ts";
import { Runtime } from "../../src/runtime.ts";
import { CHANNEL, spreadIds, ZONE } from "./world.ts";

const HOURS = { from: "08:00", to: "19:30" };

/** Reaches every phone and is never started: the receipts are written and wait. */
const REACHES_ALL: Channel = {
  name: CHANNEL,
  can: {
    choices: "numbers",
    maxText: 4_096,
    initiate: true,
    deletion: false,
    media: [],
    rate: { perSecond: 30, perChatPerSecond: 1, burst: 30 },
  },
  start: async () => {},
  stop: async () => {},
  send: async () => ({ kind: "sent" }),
  health: async () => ({ ok: true, what: "bench" }),
};

let content: Content | undefined;

/** For all worlds: read again, its texts and flows would be collected while others are measured. */
const contentOnce = (): Content => {
  content ??= loadContent(packageRoot());
  return content;
};

/** A whole Rukun on a home, with the cooperative as its only domain. `made` is given the domain. */
export const openCooperative = (home: string, now: number, made: (module: Module) => void = () => {}): Runtime =>
  new Runtime({
    home,
    content: contentOnce(),
    programme: { name: "Melati", office: "kantor Melati", zone: ZONE, hours: HOURS },
    modules: (parts) => {
      const module = cooperativeModule({ ...parts, hours: HOURS });
      made(module);
      return [module];
    },
    channels: [REACHES_ALL],
    clock: new FixedClock(now),
    log: silentLog,
    newId: spreadIds(1),
    random: () => 0.5,
  });
