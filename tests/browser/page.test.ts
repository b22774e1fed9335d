import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Web } from "../../src/web/index.ts";
import { type EchoWorld, startWeb } from "../web/support.ts";
import { browserPath, noBrowser, openBrowser } from "./browser.ts";

let browser: Browser;
let web: Web;
let world: EchoWorld;
let url: string;
let page: Page;
/** What the browser complained of: a script that failed, a policy that was broken. */
let complaints: string[];

if (browserPath === undefined) console.warn(noBrowser);

describe.skipIf(browserPath === undefined)(browserPath === undefined ? noBrowser : "the simulator's page", () => {
  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    ({ world, web, url } = await startWeb());
    page = await open({ width: 1280, height: 800 });
  });

  afterEach(async () => {
    await page.context().close();
    await web.close();
    expect(complaints).toEqual([]);
  });

  it("shows who one can be, and finds them by name, role and place", async () => {
    await page.goto(url);
    await person("Sari").waitFor();
    expect(await page.getByRole("option").count()).toBe(3);
    await page.getByRole("searchbox").fill("bendahara");
    expect(await page.getByRole("option").allInnerTexts()).toEqual([expect.stringContaining("Rina Lestari")]);
    await page.getByRole("searchbox").fill("yoboi wit");
    expect(await page.getByRole("option").allInnerTexts()).toEqual([expect.stringContaining("Yohana Wenda")]);
    await page.getByRole("searchbox").fill("tidak ada");
    await page.getByText("Tidak ada yang cocok").waitFor();
  });

  it("is a chat: one picks a person, writes, and reads the answer with numbers on WhatsApp", async () => {
    await page.goto(url);
    await person("Sari").click();
    await write("menu");
    const answer = page.locator(".theirs").last();
    await answer.getByText("1. Laporan mingguan").waitFor();
    expect(await answer.getByRole("button").count()).toBe(0);
    expect(await answer.locator("time").innerText()).toBe("09.05");
    expect(await page.locator(".day").innerText()).toBe("Kamis, 14 Agustus 2025");
    expect(await textBox().inputValue()).toBe("");
  });

  it("has buttons to tap on Telegram, in the time of the person's zone", async () => {
    await page.goto(`${url}/?as=rina&look=telegram`);
    await write("menu");
    await page.getByRole("button", { name: "Lihat tabungan" }).click();
    await page.getByText("Rukun membuka c-savings").waitFor();
    const tapped = page.locator(".mine").last();
    expect(await tapped.locator(".text").innerText()).toBe("Lihat tabungan");
    expect(await tapped.locator("time").innerText()).toBe("10.05");
    expect(await page.locator(".clock-time").innerText()).toBe("10.05 WITA");
  });

  it("shows text as text, whatever it says, and keeps its lines", async () => {
    await page.goto(`${url}/?as=sari`);
    const text = '<img src=x onerror="document.title=1"> <b>tebal</b>\n&amp; baris dua';
    await textBox().fill(text);
    await textBox().press("Enter");
    await page.getByText("Rukun mendengar:").waitFor();
    expect(await page.locator(".mine .text").textContent()).toBe(text);
    expect(await page.locator(".log img, .log b").count()).toBe(0);
  });

  it("sends a photo and a voice note, from a sample and from a file", async () => {
    await page.goto(`${url}/?as=sari`);
    await attach("Contoh foto");
    await page.getByText(/photo \d{4,} bita sudah sampai/).waitFor();
    await loaded(page.locator("img.photo"));
    await attach("Contoh suara");
    await page.getByText(/voice 32044 bita sudah sampai/).waitFor();
    const bytes = Buffer.from("RIFF, hampir");
    await page
      .getByLabel("Pilih berkas suara")
      .setInputFiles({ name: "suara.ogg", mimeType: "audio/ogg", buffer: bytes });
    await page.getByText("voice 12 bita sudah sampai").waitFor();
    const kinds = world.batches.flatMap(({ messages }) => messages.map(({ content }) => content.kind));
    expect(kinds).toEqual(["media", "media", "media"]);
  });

  it("sends what a phone can send besides: sticker, place, contact, forwarded and very long messages", async () => {
    await page.goto(`${url}/?as=sari`);
    for (const what of ["Stiker", "Lokasi", "Kontak", "Pesan terusan", "10.000 huruf"]) {
      const before = await page.locator(".theirs").count();
      await attach(what);
      await page.locator(".theirs").nth(before).waitFor();
    }
    const sent = world.batches.flatMap(({ messages }) => messages.map(({ content }) => content));
    expect(sent[0]).toEqual({ kind: "other", what: "sticker" });
    expect(sent[1]).toMatchObject({ kind: "location", latitude: expect.any(Number) });
    expect(sent[2]).toEqual({ kind: "other", what: "contact" });
    expect(sent[3]).toMatchObject({ kind: "text", forwarded: true });
    expect(sent[4]?.kind === "text" && sent[4].text.length).toBe(10_000);
  });

  it("cuts the signal and hands over as one burst what was written meanwhile", async () => {
    await page.goto(`${url}/?as=sari`);
    await page.getByRole("button", { name: "Putuskan sinyal" }).click();
    const back = page.getByRole("button", { name: "Sambungkan lagi" });
    await back.waitFor();
    for (const text of ["satu", "dua", "tiga"]) {
      await write(text);
      await page.locator(".mine .waiting").nth(["satu", "dua", "tiga"].indexOf(text)).waitFor();
    }
    world.say("simulator-whatsapp", "62811-sari", { text: "Pengingat dari Rukun" });
    await page.getByText("3 pesan menunggu dikirim. 1 pesan Rukun belum sampai.").waitFor();
    expect(await back.locator(".badge").innerText()).toBe("4");
    expect(world.batches).toEqual([]);
    await back.click();
    await page.getByText("Rukun mendengar: tiga").waitFor();
    expect(world.batches.map(({ messages }) => messages.length)).toEqual([3]);
    expect(await page.locator(".theirs .text").allInnerTexts()).toEqual([
      "Pengingat dari Rukun",
      "Rukun mendengar: satu",
      "Rukun mendengar: dua",
      "Rukun mendengar: tiga",
    ]);
    expect(await page.locator(".waiting").count()).toBe(0);
  });

  it("moves the clock, and marks who was written to meanwhile", async () => {
    await page.goto(`${url}/?as=sari`);
    await page.getByText("waktu sebenarnya").waitFor();
    await page.getByRole("button", { name: "Majukan waktu 1 minggu" }).click();
    await page.getByText("maju 7 hari").waitFor();
    expect(await page.locator(".clock-day").innerText()).toBe("Kamis, 21 Agustus 2025");
    await page.getByText("Ibu Sari, waktunya laporan mingguan.").waitFor();
    await person("Rina").getByText("1 pesan baru").waitFor();
    expect(await person("Sari").locator(".unread").count()).toBe(0);
    await person("Rina").click();
    await page.getByText("Ibu Rina, waktunya laporan mingguan.").waitFor();
    expect(await person("Rina").locator(".unread").count()).toBe(0);
    expect(await person("Yohana").locator(".unread").count()).toBe(1);
    await page.getByRole("button", { name: "Majukan waktu 1 jam" }).click();
    await page.getByText("maju 7 hari 1 jam").waitFor();
  });

  it("shows two people side by side, each with her own chat and draft", async () => {
    await page.goto(`${url}/?as=sari`);
    await page.getByRole("button", { name: "Buka chat kedua" }).click();
    await person("Yohana").click();
    const [left, right] = [page.locator(".pane").nth(0), page.locator(".pane").nth(1)];
    await right.getByRole("radio", { name: "Telegram" }).check();
    await write("dari Yohana", right);
    await write("dari Sari", left);
    await right.getByText("Rukun mendengar: dari Yohana").waitFor();
    await left.getByText("Rukun mendengar: dari Sari").waitFor();
    expect(await left.getByText("dari Yohana").count()).toBe(0);
    const [a, b] = [await left.boundingBox(), await right.boundingBox()];
    expect(b && a && b.x >= a.x + a.width && b.y === a.y).toBe(true);
    expect(new URL(page.url()).search).toBe("?as=sari&as2=yohana&look2=telegram");
    await left.getByRole("textbox").fill("belum dikirim");
    await person("Rina").click();
    expect(await left.getByRole("textbox").inputValue()).toBe("");
    await person("Sari").click();
    expect(await left.getByRole("textbox").inputValue()).toBe("belum dikirim");
    await left.getByRole("button", { name: "Tutup chat ini" }).click();
    expect(await page.locator(".pane").count()).toBe(1);
    await page.getByText("Rukun mendengar: dari Yohana").waitFor();
  });

  it("changes, deletes and repeats a message of one's own", async () => {
    await page.goto(`${url}/?as=sari`);
    await write("lima ribu");
    await page.getByText("Rukun mendengar: lima ribu").waitFor();
    await menu("lima ribu", "Kirim lagi dengan id yang sama");
    await page.getByText("Terkirim lagi: 1 dianggap sama.").waitFor();
    await menu("lima ribu", "Ubah");
    await page.getByLabel("Isi yang baru").fill("lima puluh ribu");
    await page.getByRole("button", { name: "Simpan" }).click();
    await page.locator(".mine").getByText("lima puluh ribu").waitFor();
    await menu("lima puluh ribu", "Hapus untuk semua");
    await page.locator(".mine").getByText("Pesan ini dihapus").waitFor();
    const kinds = world.batches.map(({ messages }) => messages[0]?.content.kind);
    expect(kinds).toEqual(["text", "text", "edited", "deleted"]);
  });

  it("makes everything anew, but only when it is meant", async () => {
    await page.goto(`${url}/?as=sari`);
    await write("lama");
    await page.getByText("Rukun mendengar: lama").waitFor();
    await page.getByRole("button", { name: "Ulang dari awal" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Batal" }).click();
    expect(world.resets).toBe(0);
    await page.getByText("Rukun mendengar: lama").waitFor();
    await page.getByRole("button", { name: "Ulang dari awal" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Ya, ulang" }).click();
    await page.getByText("Belum ada percakapan.").waitFor();
    expect(world.resets).toBe(1);
    expect(await page.locator(".message").count()).toBe(0);
  });

  it("is used by keyboard alone", async () => {
    await page.goto(url);
    await person("Sari").waitFor();
    await press("Tab", "Enter");
    await tabTo(page.getByRole("searchbox"), "Shift+Tab");
    await press("ArrowDown", "ArrowDown", "End", "ArrowUp", "Enter");
    await page.getByRole("heading", { name: "Ibu Rina", level: 2 }).waitFor();
    await focused(textBox());
    await page.keyboard.type("menu");
    await press("Enter");
    await page.getByText("1. Laporan mingguan").waitFor();
    await press("Shift+Tab", "Enter");
    await focused(page.getByRole("button", { name: "Contoh foto" }));
    await press("Escape");
    await focused(page.getByRole("button", { name: "Lampiran dan percobaan" }));
    await tabTo(page.getByRole("radio", { name: "WhatsApp" }), "Shift+Tab");
    await press("ArrowRight");
    await page.locator('.pane[data-look="telegram"]').waitFor();
    await tabTo(page.getByRole("button", { name: "Ulang dari awal" }), "Shift+Tab");
    await press("Enter");
    await page.getByRole("dialog").waitFor();
    await press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await focused(page.getByRole("button", { name: "Ulang dari awal" }));
    expect(world.resets).toBe(0);
  });

  it("taps a choice by keyboard, and shows where the focus is", async () => {
    await page.goto(`${url}/?as=sari&look=telegram`);
    await write("menu");
    const choice = page.getByRole("button", { name: "Laporan mingguan" });
    await choice.waitFor();
    await tabTo(choice, "Shift+Tab");
    expect(
      await choice.evaluate((element) => element.ownerDocument.defaultView.getComputedStyle(element).outlineStyle),
    ).toBe("solid");
    await press("Enter");
    await page.getByText("Rukun membuka c-report").waitFor();
  });

  it("fits a screen of 360 pixels: one thing at a time, nothing to the side", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(url);
    await fits();
    await person("Sari").click();
    expect(await person("Sari").isVisible()).toBe(false);
    await write(`menu\n${"takberspasi".repeat(40)}`);
    await page.getByText("Rukun mendengar:").waitFor();
    await fits();
    await page.getByRole("button", { name: "Lampiran dan percobaan" }).click();
    await fits();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Putuskan sinyal" }).click();
    await write("tanpa sinyal");
    await page.getByText("1 pesan menunggu").waitFor();
    await fits();
    await page.getByRole("button", { name: "Buka chat kedua" }).click();
    await person("Rina").click();
    await page.getByRole("heading", { name: "Ibu Rina", level: 2 }).waitFor();
    await fits();
    expect(await page.locator(".pane:visible").count()).toBe(1);
    await page.locator("#pane-tabs").getByRole("button", { name: "Ibu Sari" }).click();
    await page.getByRole("heading", { name: "Ibu Sari", level: 2 }).waitFor();
    await page.getByRole("button", { name: "Kembali ke daftar orang" }).click();
    await person("Yohana").waitFor();
    await page.getByRole("button", { name: "Ulang dari awal" }).click();
    await fits();
  });

  it("keeps what was written when Rukun does not answer, and says so", async () => {
    await page.goto(`${url}/?as=sari`);
    await write("halo");
    await page.getByText("Rukun mendengar: halo").waitFor();
    await web.close();
    await page.getByText("Tidak tersambung ke Rukun").waitFor();
    await write("jangan hilang");
    await page.getByText("Tidak terkirim: Rukun tidak menjawab").waitFor();
    expect(await textBox().inputValue()).toBe("jangan hilang");
    complaints = complaints.filter((text) => !text.includes("ERR_CONNECTION_REFUSED"));
  });
});

/** What the page shows within this time; less than a test has, so that a failure names the step. */
const WAIT_MS = 8_000;

async function open(viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: "id-ID", reducedMotion: "reduce" });
  const opened = await context.newPage();
  opened.setDefaultTimeout(WAIT_MS);
  complaints = [];
  opened.on("pageerror", (error) => complaints.push(error.message));
  opened.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return opened;
}

function person(name: string): Locator {
  return page.getByRole("option", { name: new RegExp(name) });
}

function textBox(within: Page | Locator = page): Locator {
  return within.getByRole("textbox", { name: /^Pesan sebagai/ });
}

async function write(text: string, within: Page | Locator = page): Promise<void> {
  await textBox(within).fill(text);
  await textBox(within).press("Enter");
}

async function attach(what: string): Promise<void> {
  await page.getByRole("button", { name: "Lampiran dan percobaan" }).click();
  await page.getByRole("button", { name: what, exact: true }).click();
}

async function menu(text: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Pilihan untuk pesan: ${text}`, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: action }).click();
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** More stops than the page has: a focus that is caught somewhere ends the test. */
const MAX_STOPS = 60;

async function tabTo(target: Locator, key: "Tab" | "Shift+Tab"): Promise<void> {
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not reach ${target}`);
}

async function focused(target: Locator): Promise<void> {
  await target.and(page.locator(":focus")).waitFor();
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === element.ownerDocument.activeElement);
}

/** Nothing reaches beyond the right edge of the screen. */
async function fits(): Promise<void> {
  const width = await page.evaluate("document.documentElement.scrollWidth");
  expect(width).toBe(360);
  const beyond = await page.evaluate(`
    [...document.querySelectorAll("button, input, textarea, .bubble, .pane, h1, h2, time, dialog")]
      .filter((element) => element.checkVisibility() && !element.closest(".visually-hidden") && !element.matches(".visually-hidden"))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => element.outerHTML.slice(0, 120))
  `);
  expect(beyond).toEqual([]);
}

/** The picture arrived and is one: the sample is 640 pixels wide. */
async function loaded(image: Locator): Promise<void> {
  const width = await image.evaluate((element) => element.decode().then(() => element.naturalWidth));
  expect(width).toBe(640);
}
