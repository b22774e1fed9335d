import { execFileSync } from "node:child_process";
import { createDecipheriv } from "node:crypto";
import { existsSync } from "node:fs";
import { getMediaKeys } from "@whiskeysockets/baileys";
import { expect, it } from "vitest";
import { MINUTE } from "../../../src/clock.ts";
import { ProofWorld } from "../../safeguarding/proof/proof-world.ts";
import { melati } from "../support.ts";
import { laidOut, reportsOnly } from "./support.ts";

const PDFTOTEXT = "/usr/bin/pdftotext";
if (!existsSync(PDFTOTEXT)) console.warn("skipped: there is no pdftotext here (apt-get install poppler-utils)");

const textIn = (pdf: Uint8Array): string =>
  execFileSync(PDFTOTEXT, ["-raw", "-", "-"], { input: pdf, encoding: "utf8" });

/** What a phone makes of a file that WhatsApp's servers keep encrypted, with a MAC of ten bytes at its end. */
async function decrypted(file: Buffer, mediaKey: Uint8Array): Promise<Buffer> {
  const { iv, cipherKey } = await getMediaKeys(mediaKey, "document");
  const decipher = createDecipheriv("aes-256-cbc", cipherKey, iv);
  return Buffer.concat([decipher.update(file.subarray(0, -10)), decipher.final()]);
}

it.skipIf(!existsSync(PDFTOTEXT))(
  "LAPORAN BULAN comes as a PDF that can be read, once, on Telegram and on WhatsApp",
  async () => {
    const { layout, modules } = reportsOnly(melati(), { layOut: laidOut });
    const world = await ProofWorld.start({ whatsapp: true, modules: () => modules });
    const [andi, wati] = [world.onTelegram(700_000_013), world.onWhatsApp("6281200000077")];
    world.add("Andi", andi, ["coordinator"]);
    world.add("Wati", wati, ["manager"]);
    for (const phone of [andi, wati]) await phone.says("laporan bulan");
    await layout.settled();
    await world.settled();
    await world.later(2 * MINUTE);

    const onTelegram = andi.messages.flatMap(({ document }) => document ?? []);
    expect(onTelegram.map(({ name }) => name)).toEqual(["laporan-bulanan-melati-2026-11.pdf"]);
    expect(textIn(onTelegram[0]?.bytes ?? Buffer.of())).toContain("Ringkasan eksekutif");

    const [onWhatsApp] = world.whatsapp?.written.flatMap(({ documentMessage }) => documentMessage ?? []) ?? [];
    expect(onWhatsApp).toMatchObject({
      fileName: "laporan-bulanan-melati-2026-11.pdf",
      mimetype: "application/pdf",
    });
    const uploads = world.whatsapp?.media.uploads ?? [];
    expect(uploads).toHaveLength(1);
    const pdf = await decrypted(uploads[0] ?? Buffer.of(), onWhatsApp?.mediaKey ?? Buffer.of());
    expect(textIn(pdf)).toContain("Ringkasan eksekutif");
  },
);
