import { afterEach, describe, expect, it } from "vitest";
import { TelegramChannel } from "../../src/channels/telegram/index.ts";
import { demoWorld } from "../support/demo-world.ts";
import { TelegramServer } from "../support/telegram-server.ts";

const SARI = 7_000_000_001;
let server: TelegramServer | undefined;
afterEach(async () => {
  await server?.close();
});

/** The demo world on a real client library against the stand-in Bot API; Ibu Sari has written there before. */
async function onTelegram() {
  const bot = await TelegramServer.start();
  server = bot;
  const { world } = await demoWorld({
    channels: (_, self) => [
      new TelegramChannel({
        token: bot.token,
        apiRoot: bot.apiRoot,
        clock: self().clock,
        cursor: () => self().runtime.reception.cursorOf("telegram"),
        wait: async () => {},
        random: () => 0,
      }),
    ],
  });
  const sari = world.runtime.people.at("simulator-telegram", String(SARI))?.people[0] ?? "";
  world.runtime.people.connect("telegram", String(SARI), sari, world.clock.now());
  /** A person needs a moment; the platform's rate for one chat does, too. */
  const breathe = () => world.clock.advanceTo(world.clock.now() + 3_000);
  const says = async (text: string) => {
    breathe();
    bot.userSends(SARI, text);
    return (await bot.nextMessage(SARI)).text;
  };
  const taps = async (label: string) => {
    const last = bot.sent(SARI).at(-1);
    const index = last?.buttons.findIndex((b) => b.text === label) ?? -1;
    expect(index, `${label} among ${last?.buttons.map((b) => b.text).join(", ")}`).toBeGreaterThanOrEqual(0);
    breathe();
    bot.userTaps(SARI, last?.messageId ?? 0, index);
    return (await bot.nextMessage(SARI)).text;
  };
  return { bot, world, says, taps, sari };
}

describe("a whole weekly report over Telegram", () => {
  it("goes from the word to the trend in six taps, buttons and words mixed", async () => {
    const { world, says, taps, sari } = await onTelegram();
    expect(await says("lapor")).toContain("usahanya jalan?");
    expect(await taps("Ya, jalan")).toContain("Laba bersihnya berapa?");
    expect(await says("150rb")).toContain("Saya catat: Rp 150.000 (seratus lima puluh ribu rupiah).");
    await taps("Tidak ada");
    expect(await taps("Ikut, bermanfaat")).toContain("Sudah benar?");
    expect(await taps("Benar, kirim")).toContain("sudah tersimpan");
    const rows = world.runtime.db.sqlite
      .prepare("SELECT week, mode, profit FROM weekly_report WHERE person_id = ? ORDER BY at DESC LIMIT 1")
      .all(sari);
    expect(rows).toEqual([{ week: "2026-11-16", mode: "self", profit: 150_000 }]);
  });

  it("takes a tap that Telegram delivers again only once, and an old button kindly", async () => {
    const { bot, says, taps } = await onTelegram();
    await says("lapor");
    const first = bot.sent(SARI).at(-1);
    await taps("Ya, jalan");
    bot.userTaps(SARI, first?.messageId ?? 0, 1);
    expect((await bot.nextMessage(SARI)).text).toContain("Tombol itu dari pertanyaan yang sudah lewat");
  });
});
