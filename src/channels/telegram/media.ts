import { type Api, GrammyError } from "grammy";
import { RukunError } from "../../errors.ts";
import { grammySignal } from "./client.ts";
import { toRukunError } from "./trouble.ts";

/** Telegram serves every file as bytes without a kind; the ending of its path tells. */
const MIMES: Record<string, string> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  oga: "audio/ogg",
  ogg: "audio/ogg",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  mp4: "video/mp4",
  pdf: "application/pdf",
};

/** Fetches a file by its file_id, up to `maxBytes`: announced sizes are believed only when they say "too much". */
export async function fetchFile(
  { api, token, apiRoot }: { api: Api; token: string; apiRoot: string },
  ref: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array; mime: string }> {
  try {
    const { file_path, file_size } = await api.getFile(ref, grammySignal(signal));
    if (file_path === undefined) throw gone();
    if ((file_size ?? 0) > maxBytes) throw tooLarge(maxBytes);
    const response = await fetch(`${apiRoot}/file/bot${token}/${file_path}`, { signal });
    if (response.status >= 400 && response.status < 500) throw gone();
    if (!response.ok || response.body === null) throw unavailable();
    const bytes = await readUpTo(response.body, maxBytes);
    return { bytes, mime: mimeOf(file_path) };
  } catch (error) {
    throw mediaError(error, maxBytes);
  }
}

/** Leaving the loop early cancels the download. */
async function readUpTo(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function mimeOf(path: string): string {
  return MIMES[path.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}

/** A connection's error may name the URL, which holds the token: none is passed on. */
function mediaError(error: unknown, maxBytes: number): RukunError {
  if (error instanceof RukunError) return error;
  if (!(error instanceof GrammyError)) return unavailable();
  if (error.error_code === 400) return /too big/i.test(error.description) ? tooLarge(maxBytes) : gone();
  return toRukunError(error);
}

const tooLarge = (maxBytes: number) => new RukunError("media.too-large", `The file has more than ${maxBytes} bytes.`);
const gone = () => new RukunError("media.gone", "Telegram does not have this file any more.");
const unavailable = () =>
  new RukunError("media.unavailable", "The file could not be fetched from Telegram.", { retryable: true });
