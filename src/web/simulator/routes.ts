import { type Context, Hono } from "hono";
import { z } from "zod";
import { type ChatMessage, LOOKS, type News } from "../../channels/simulator/index.ts";
import { SECOND } from "../../clock.ts";
import { BadRequest, check, readBody, readJson } from "../answers.ts";
import type { SimulatorControl } from "../control.ts";
import { WEB_LIMITS } from "../limits.ts";
import { messagesIn, SEND_EXAMPLE, toItem } from "./send.ts";
import { CLOCK_EXAMPLE, stepMs } from "./step.ts";

const look = z.enum(LOOKS);
const address = z.string().min(1).max(WEB_LIMITS.name);
const newsSchema = z.strictObject({
  address: address.optional(),
  channel: look.optional(),
  after: z.string().max(WEB_LIMITS.name).optional(),
  wait: z.coerce.number().min(0).max(WEB_LIMITS.waitSeconds).optional(),
});
const clockSchema = z.strictObject({ advance: z.string().max(WEB_LIMITS.name) });
const signalSchema = z.strictObject({ address, on: z.boolean(), channel: look.optional() });

/** The simulator's interface; documented with examples in docs/SIMULATOR.md. `closing` ends the long polls. */
export function simulatorRoutes(control: SimulatorControl, closing: AbortSignal): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  app.get("/people", (c) => c.json(control.people()));
  app.post("/send", (c) => send(c, control));
  app.get("/messages", (c) => messages(c, control, closing));
  app.get("/media/:ref", (c) => media(control, c.req.param("ref")));
  app.get("/clock", (c) => c.json(clockOf(control)));
  app.post("/clock", async (c) => {
    const { advance } = await readJson(c, clockSchema, CLOCK_EXAMPLE);
    await control.advance(stepMs(advance, control.clock.now()));
    await settled(control);
    return c.json(clockOf(control));
  });
  app.post("/signal", async (c) => {
    const { address, on, channel } = await readJson(c, signalSchema, { address: "sari", on: false });
    const result = control.chats.signal(address, on, channel);
    await settled(control);
    return c.json(result);
  });
  app.post("/reset", async (c) => {
    // What is under way is finished first: otherwise an old reply would arrive on a new phone.
    await settled(control);
    control.chats.clear();
    await control.reset();
    return c.json({ reset: true });
  });
  return app;
}

async function send(c: Context, control: SimulatorControl): Promise<Response> {
  const given = messagesIn(await readBody(c, SEND_EXAMPLE));
  const items = given.map((one) => toItem(one, (media) => control.chats.media.put(media)));
  const total = { stored: 0, duplicates: 0, failed: 0, waiting: 0 };
  const ids = new Map<object, string | undefined>();
  for (const channel of LOOKS) {
    const batch = items.filter(({ look }) => look === channel).map(({ item }) => item);
    if (batch.length === 0) continue;
    const result = control.chats.handAll(channel, batch);
    total.stored += result.stored;
    total.duplicates += result.duplicates;
    total.failed += result.failed;
    total.waiting += result.waiting;
    for (const [index, item] of batch.entries()) ids.set(item, result.ids[index]);
  }
  await settled(control);
  return c.json({ ...total, ids: items.map(({ item }) => ids.get(item)) });
}

async function messages(c: Context, { chats }: SimulatorControl, closing: AbortSignal): Promise<Response> {
  const { address, channel, after, wait = 0 } = check(newsSchema, c.req.query(), "/simulator/messages?address=sari");
  const whose = { ...(address === undefined ? {} : { address }), ...(channel === undefined ? {} : { channel }) };
  const gone = AbortSignal.any([c.req.raw.signal, closing]);
  const news = wait === 0 ? chats.news(after, whose) : await chats.waitForNews(after, whose, wait * SECOND, gone);
  return c.json(newsAnswer(news));
}

function newsAnswer({ messages, ...news }: News): object {
  return { messages: messages.map(messageAnswer), ...news };
}

/** Times as ISO 8601, the choices always a list, and a path where the bytes of a medium are. */
function messageAnswer({ at, choices = [], media, ...message }: ChatMessage): object {
  const { ref, ...what } = media ?? {};
  const shown = media && { ...what, ...(ref === undefined ? {} : { url: `/simulator/media/${ref}` }) };
  return { ...message, at: new Date(at).toISOString(), choices, ...(shown ? { media: shown } : {}) };
}

/** Kinds that a browser shows without running anything; all others are only downloaded. */
const SHOWN = /^(image\/(jpeg|png|webp|gif)|audio\/[\w.+-]+|video\/[\w.+-]+)(;|$)/;

function media({ chats }: SimulatorControl, ref: string): Response {
  const found = chats.media.get(ref);
  if (!found) throw new BadRequest("not-found", "This file is gone.", { status: 404 });
  const name = encodeURIComponent(found.name ?? "file");
  const headers = SHOWN.test(found.mime)
    ? { "Content-Type": found.mime }
    : { "Content-Type": "application/octet-stream", "Content-Disposition": `attachment; filename*=UTF-8''${name}` };
  return new Response(new Uint8Array(found.bytes), { headers });
}

function clockOf({ clock }: SimulatorControl): { now: string; aheadMs: number } {
  return { now: new Date(clock.now()).toISOString(), aheadMs: clock.aheadMs };
}

/** Waits for the replies, but not for ever: a channel that hangs must not hang the page. */
async function settled(control: SimulatorControl): Promise<void> {
  const enough = new AbortController();
  const limit = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, WEB_LIMITS.settleMs);
    enough.signal.addEventListener("abort", () => clearTimeout(timer));
  });
  try {
    await Promise.race([control.settled(), limit]);
  } finally {
    enough.abort();
  }
}
