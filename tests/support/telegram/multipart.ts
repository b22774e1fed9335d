/** One part of a multipart form, as grammY writes it. */
export type FormPart = { name: string; filename?: string; bytes: Buffer };

/** Splits a multipart body. Enough for a stand-in: no nested parts, no encodings. */
export function parseMultipart(body: Buffer, contentType: string): FormPart[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error("A multipart body without a boundary.");
  const parts: FormPart[] = [];
  const mark = Buffer.from(`--${boundary}`);
  let at = body.indexOf(mark);
  while (at >= 0) {
    const next = body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    const part = parsePart(body.subarray(at + mark.length + 2, next - 2));
    if (part !== undefined) parts.push(part);
    at = next;
  }
  return parts;
}

function parsePart(part: Buffer): FormPart | undefined {
  const headEnd = part.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = part.subarray(0, headEnd).toString("utf8");
  const name = /[; ]name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  const filename = /filename="?([^"\r\n;]*)"?/i.exec(head)?.[1];
  return { name, ...(filename !== undefined && { filename }), bytes: part.subarray(headEnd + 4) };
}

/** The fields and files of a form. A field that is JSON is read, as Telegram does. */
export function readForm(body: Buffer, contentType: string) {
  const fields: Record<string, unknown> = {};
  const files = new Map<string, { name: string; bytes: Buffer }>();
  for (const { name, filename, bytes } of parseMultipart(body, contentType)) {
    if (filename === undefined) fields[name] = fieldValue(bytes.toString("utf8"));
    else files.set(name, { name: filename, bytes });
  }
  return { fields, files };
}

function fieldValue(text: string): unknown {
  return /^[[{]/.test(text) ? JSON.parse(text) : text;
}
