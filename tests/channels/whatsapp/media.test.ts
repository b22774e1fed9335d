import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchFile } from "../../../src/channels/whatsapp/media.ts";
import { mediaRef } from "../../../src/channels/whatsapp/media-ref.ts";
import { MediaHost } from "../../support/whatsapp/media-host.ts";
import { SARI } from "./support.ts";

let host: MediaHost;
beforeEach(async () => {
  host = await MediaHost.start();
});
afterEach(() => host.close());

const never = () => new AbortController().signal;
const key = { remoteJid: `${SARI}@s.whatsapp.net`, id: "3A1" };

const refOf = (imageMessage: object) => mediaRef({ key, message: { imageMessage } }) ?? "";
const get = (ref: string, maxBytes = 1_000) => fetchFile(ref, maxBytes, never(), host.root);

describe("a file on WhatsApp's servers", () => {
  it("is fetched once and decrypted", async () => {
    const bytes = randomBytes(500);
    const file = await get(refOf(await host.add(bytes, "image")));
    expect(file).toEqual({ bytes, mime: "image/jpeg" });
    expect(host.asked).toHaveLength(1);
  });

  it("may be exactly as large as is allowed, and not one byte more", async () => {
    for (const size of [0, 1, 15, 16, 17, 100]) {
      const ref = refOf(await host.add(randomBytes(size), "image"));
      expect((await get(ref, size)).bytes).toHaveLength(size);
      if (size === 0) continue;
      await expect(get(ref, size - 1)).rejects.toMatchObject({ code: "media.too-large", retryable: false });
    }
  });

  it("of 200 MB is never downloaded: its announced length is enough", async () => {
    const fields = await host.add(Buffer.from("awal"), "image");
    host.addEndless(fields.directPath, 200 * 1024 * 1024);
    await expect(get(refOf(fields), 16 * 1024 * 1024)).rejects.toMatchObject({ code: "media.too-large" });
    expect(host.served).toBeLessThan(8 * 1024 * 1024);
  });

  it("of 200 MB by its sender's own word is not even asked for", async () => {
    const fields = await host.add(Buffer.from("awal"), "image");
    const ref = refOf({ ...fields, fileLength: 200 * 1024 * 1024 });
    await expect(get(ref, 16 * 1024 * 1024)).rejects.toMatchObject({ code: "media.too-large", retryable: false });
    expect(host.asked).toEqual([]);
  });

  it("that tells no length is given up as soon as it is too much", async () => {
    const fields = await host.add(Buffer.from("awal"), "image");
    host.addEndless(fields.directPath, 0);
    await expect(get(refOf(fields), 1024 * 1024)).rejects.toMatchObject({ code: "media.too-large" });
    expect(host.served).toBeLessThan(16 * 1024 * 1024);
  });

  it("that was changed on the way is not taken for what she sent", async () => {
    for (const at of [0, -1, -11]) {
      const fields = await host.add(randomBytes(200), "image");
      host.replace(fields.directPath, (file) => {
        const changed = Buffer.from(file);
        const index = at < 0 ? file.length + at : at;
        changed[index] = (changed[index] ?? 0) ^ 1;
        return changed;
      });
      await expect(get(refOf(fields))).rejects.toMatchObject({ code: "media.damaged" });
    }
    const fields = await host.add(randomBytes(200), "image");
    await expect(get(refOf({ ...fields, fileSha256: randomBytes(32) }))).rejects.toMatchObject({
      code: "media.damaged",
    });
    host.replace(fields.directPath, () => Buffer.alloc(3));
    await expect(get(refOf(fields))).rejects.toMatchObject({ code: "media.damaged" });
  });

  it("that is gone, or a reference that is none, is not asked for again", async () => {
    const fields = await host.add(randomBytes(20), "image");
    const gone = refOf({ ...fields, directPath: "/v/sudah-hilang" });
    await expect(get(gone)).rejects.toMatchObject({ code: "media.gone", retryable: false });
    for (const none of ["", "no-such-file", "{}", "null"]) {
      await expect(get(none)).rejects.toMatchObject({ code: "media.gone" });
    }
  });

  it("may be tried again when nobody answers, and its address is in no error", async () => {
    const ref = refOf(await host.add(randomBytes(20), "image"));
    await host.close();
    const error = await get(ref).catch((reason: Error) => reason);
    expect(error).toMatchObject({ code: "media.unavailable", retryable: true });
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain("/v/t62");
    host = await MediaHost.start();
  });

  it("ends with its signal", async () => {
    const fields = await host.add(randomBytes(20), "image");
    host.addEndless(fields.directPath, 0);
    const time = new AbortController();
    const fetching = fetchFile(refOf(fields), 2 ** 40, time.signal, host.root);
    setImmediate(() => time.abort());
    await expect(fetching).rejects.toMatchObject({ code: "media.unavailable" });
  });
});
