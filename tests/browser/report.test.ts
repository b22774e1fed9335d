import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { packageRoot } from "../../src/home.ts";
import { silentLog } from "../../src/log.ts";
import { type Running, start } from "../../src/start/start.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { browserPath, noBrowser, openBrowser } from "./browser.ts";

let browser: Browser;
let running: Running;
let page: Page;

if (browserPath === undefined) console.warn(noBrowser);

/** Rukun as `npm start` starts it in an empty home, and a person before its page. */
describe.skipIf(browserPath === undefined)(
  browserPath === undefined ? noBrowser : "a weekly report on the page",
  () => {
    beforeAll(async () => {
      browser = await openBrowser();
    });

    afterAll(() => browser.close());

    beforeEach(async () => {
      const env = { RUKUN_HOME: temporaryFolder(), RUKUN_PORT: "0" };
      running = await start({ config: readConfig(env, temporaryFolder()), root: packageRoot(), log: silentLog });
      page = await browser.newPage({ viewport: { width: 360, height: 740 } });
      await page.goto(running.url);
    });

    afterEach(async () => {
      await page.close();
      await running.stop();
    });

    const bubble = (text: string) => page.getByRole("log").getByText(text).last();

    async function write(text: string, answer: string): Promise<void> {
      const box = page.getByRole("textbox", { name: /Ibu Sari/ });
      await box.fill(text);
      await box.press("Enter");
      await bubble(answer).waitFor();
    }

    async function tap(label: string, answer: string): Promise<void> {
      await page.getByRole("log").getByRole("button", { name: label, exact: true }).last().click();
      await bubble(answer).waitFor();
    }

    it("is written by numbers on the WhatsApp look, on a small screen", async () => {
      await page.getByRole("option", { name: /Ibu Sari/ }).click();
      await write("lapor", "usahanya jalan?");
      await write("1", "Laba bersihnya berapa?");
      await write("150rb", "Saya catat: Rp 150.000 (seratus lima puluh ribu rupiah).");
      await write("1", "Kegiatan kelompoknya");
      await write("1", "Sudah benar?");
      await write("1", "sudah tersimpan");
      await bubble("Laba Ibu Sari").waitFor();
      const wide = Number(await page.evaluate("document.documentElement.scrollWidth"));
      expect(wide).toBeLessThanOrEqual(360);
    });

    it("is tapped on the Telegram look", async () => {
      await page.getByRole("option", { name: /Ibu Sari/ }).click();
      await page.getByRole("radio", { name: "Telegram" }).check();
      await write("lapor", "usahanya jalan?");
      await tap("Sama minggu lalu", "Sudah benar?");
      await tap("Benar, kirim", "sudah tersimpan");
    });
  },
);
