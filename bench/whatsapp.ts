import { randomBytes } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import makeBaileysSocket, { initAuthCreds, proto, type WAMessage, type WASocket } from "@whiskeysockets/baileys";
import { Acks } from "../src/channels/whatsapp/acks.ts";
import { ChatExpiry } from "../src/channels/whatsapp/chat-expiry.ts";
import { connect } from "../src/channels/whatsapp/connection.ts";
import { DeviceKeys } from "../src/channels/whatsapp/device-keys.ts";
import { toInbound } from "../src/channels/whatsapp/inbound.ts";
import { Intake } from "../src/channels/whatsapp/intake.ts";
import { cachedKeys } from "../src/channels/whatsapp/socket.ts";
import { FixedClock } from "../src/clock.ts";
import { systemTimers } from "../src/conversation/outbox/timers.ts";
import { inTransaction } from "../src/db/open.ts";
import { silentLog } from "../src/log.ts";
import type { Runtime } from "../src/runtime.ts";
import { benchContent } from "./support/content.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { ANSWERS, START } from "./support/form.ts";
import { median, round, timed } from "./support/numbers.ts";
import type { Report, Section } from "./support/report.ts";
import { chatOf, inBatches, NOW, openWorld, ZONE } from "./support/world.ts";

const CHANNEL = "whatsapp";
const PEOPLE = 1_000;
const BATCH = 100;
const ROUNDS = 5;
/** A backlog after a night without a connection: a hundred people, a form each; a batch has a message of each. */
const BACKLOG_PEOPLE = BATCH;
/** Enough that whatever is kept for each message shows. */
const MANY = 20_000;
const WARM = 5_000;

/** Decryption is apart: it costs the same whoever takes the message. */
export const whatsapp: Section = {
  name: "whatsapp",
  what: "messages as Baileys hands them over, beside the same messages as the reception takes them; a backlog; memory",
  async run(report) {
    const loud = { ...console };
    beside(report);
    await backlog(report, () => Object.assign(console, loud));
    await memory(report, () => Object.assign(console, loud));
  },
};

/** The n-th message of a person, as Baileys makes it. */
function message(person: number, n: number, text: string): WAMessage {
  return {
    key: { remoteJid: `${chatOf(person)}@s.whatsapp.net`, fromMe: false, id: idOf(person, n) },
    messageTimestamp: NOW / 1_000,
    pushName: "Sari",
    message: { conversation: text },
  };
}

const idOf = (person: number, n: number) =>
  `3A${person.toString(16).padStart(8, "0")}${n.toString(16).padStart(10, "0")}`;

/** A home in which these people have written once and wait at the first question. */
function ready(people: number): { home: string; world: Runtime; intake: Intake } {
  const home = newFolder("whatsapp");
  const world = openWorld(home, benchContent());
  inTransaction(world.db.sqlite, () => {
    for (let n = 0; n < people; n += 1) {
      const addresses = [{ channel: CHANNEL, address: chatOf(n) }];
      world.directory.add(
        { name: `Sari ${n}`, called: `Ibu Sari ${n}`, zone: ZONE, roles: ["beneficiary"], addresses },
        NOW,
      );
    }
  });
  const intake = new Intake({
    channel: CHANNEL,
    receive: (batch) => world.reception.receive(batch),
    expiry: new ChatExpiry(world.db.sqlite, CHANNEL),
    clock: new FixedClock(NOW),
    log: silentLog,
  });
  const starts = Array.from({ length: people }, (_, n) => message(n, 0, START));
  for (const batch of inBatches(starts, BATCH)) intake.take(batch);
  return { home, world, intake };
}

/** Each person's answers in order, people in turn. */
const answersOf = (people: number) =>
  ANSWERS.flatMap((text, n) => Array.from({ length: people }, (_, person) => message(person, n + 1, text)));

/** Both sides batch by batch in turn, so that whatever else the machine does meets both. */
function beside(report: Report): void {
  const batches = inBatches(answersOf(PEOPLE), BATCH);
  const count = PEOPLE * ANSWERS.length;
  const rates = { intake: [] as number[], reception: [] as number[] };
  for (let n = 0; n < ROUNDS; n += 1) {
    const [ours, plain] = [ready(PEOPLE), ready(PEOPLE)];
    const ms = { intake: 0, reception: 0 };
    for (const batch of batches) {
      const messages = batch.flatMap((one) => toInbound(one, NOW) ?? []);
      ms.intake += timed(() => void ours.intake.take(batch));
      ms.reception += timed(() => void plain.world.reception.receive({ channel: CHANNEL, messages }));
    }
    for (const { home, world } of [ours, plain]) {
      if (formsOf(world) !== PEOPLE) throw new Error(`${formsOf(world)} of ${PEOPLE} forms were finished`);
      world.db.sqlite.close();
      dropFolder(home);
    }
    rates.intake.push((count / ms.intake) * 1_000);
    rates.reception.push((count / ms.reception) * 1_000);
  }
  report.side("from Baileys' handler onwards", rates.intake, "messages/s");
  report.side("the same messages to the reception", rates.reception, "messages/s");
  const ratio = median(rates.intake.map((rate, n) => rate / (rates.reception[n] ?? Number.NaN)));
  report.target({ what: "WhatsApp's handler / reception, median", value: ratio, atLeast: 0.9 });
}

const formsOf = ({ db }: Runtime) => db.sqlite.prepare("SELECT count(*) FROM bench_form").pluck().get() as number;

/**
 * Baileys' own code from the decoded stanza on, with a wire that takes everything and answers nothing: it needs no
 * answer to receive, once it knows which LID belongs to which phone.
 */
function socketTo(world: Runtime, intake: Intake, people: number): WASocket {
  const keys = new DeviceKeys(world.db.sqlite, CHANNEL, randomBytes(32));
  const creds = initAuthCreds();
  creds.me = { id: "6281100000000:7@s.whatsapp.net", lid: "91100000000000:7@lid", name: "Rukun" };
  const lids: Record<string, string> = {};
  for (let n = 0; n < people; n += 1) {
    lids[chatOf(n)] = `9${chatOf(n)}`;
    lids[`9${chatOf(n)}_reverse`] = chatOf(n);
  }
  keys.set({ "lid-mapping": lids });
  const { socket } = connect(
    {
      keys,
      creds,
      signalKeys: cachedKeys(keys, silentLog),
      acks: new Acks(),
      log: silentLog,
      timers: systemTimers,
      sentMessage: () => undefined,
      config: { waWebSocketUrl: "ws://127.0.0.1:9" },
      makeSocket: (config) => withoutWire(makeBaileysSocket(config)),
    },
    { open: () => {}, messages: (messages) => intake.take(messages) },
  );
  return socket;
}

function withoutWire(socket: WASocket): WASocket {
  const ws = socket.ws as unknown as { socket: { terminate(): void; removeAllListeners(): void; on(): void } };
  const real = ws.socket;
  real.removeAllListeners();
  (real.on as (event: string, run: () => void) => void)("error", () => {});
  real.terminate();
  const open = 1;
  Object.assign(ws, {
    socket: { readyState: open, send: (_: Uint8Array, done?: () => void) => done?.(), close() {}, terminate() {} },
  });
  return socket;
}

/** One stanza of a backlog, as it comes out of the connection. */
function arrive(socket: WASocket, { key, message: content, messageTimestamp }: WAMessage): void {
  const bytes = proto.Message.encode(content ?? {}).finish();
  socket.ws.emit("CB:message", {
    tag: "message",
    attrs: { from: key.remoteJid ?? "", id: key.id ?? "", t: String(messageTimestamp), type: "text", offline: "1" },
    content: [{ tag: "plaintext", attrs: {}, content: bytes }],
  });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function backlog(report: Report, unsilence: () => void): Promise<void> {
  const { home, world, intake } = ready(BACKLOG_PEOPLE);
  const socket = socketTo(world, intake, BACKLOG_PEOPLE);
  unsilence();
  const messages = answersOf(BACKLOG_PEOPLE);
  const stored = world.db.sqlite.prepare("SELECT count(*) FROM inbound WHERE outcome = 'done'").pluck();
  const start = performance.now();
  for (const one of messages) arrive(socket, one);
  await until(() => stored.get() === BACKLOG_PEOPLE + messages.length);
  const ms = performance.now() - start;
  // All of it comes once more, as after a process that ended before its receipts were out.
  for (const one of messages) arrive(socket, one);
  arrive(socket, message(0, 99, START));
  await until(() => stored.get() === BACKLOG_PEOPLE + messages.length + 1);
  const wrong = outOfOrder(world);
  const told = `${messages.length} messages of a backlog through Baileys in ${round(ms)} ms, delivered twice`;
  report.line(
    `${told}: ${formsOf(world)} of ${BACKLOG_PEOPLE} forms finished, ${wrong} answers doubled or out of order`,
  );
  if (formsOf(world) !== BACKLOG_PEOPLE || wrong > 0) throw new Error("the backlog was not answered once and in order");
  await socket.end(undefined);
  world.db.sqlite.close();
  dropFolder(home);
}

/** Answers whose place in their chat is not that of the message that they answer. */
function outOfOrder({ db }: Runtime): number {
  const rows = db.sqlite.prepare("SELECT key, address FROM outbox ORDER BY id").all() as {
    key: string;
    address: string;
  }[];
  const last = new Map<string, string>();
  let wrong = 0;
  for (const { key, address } of rows) {
    if ((last.get(address) ?? "") >= key) wrong += 1;
    last.set(address, key);
  }
  return wrong;
}

/** One form after another, each begun anew. */
const TEXTS = [START, ...ANSWERS];

async function memory(report: Report, unsilence: () => void): Promise<void> {
  const { home, world, intake } = ready(BACKLOG_PEOPLE);
  const socket = socketTo(world, intake, BACKLOG_PEOPLE);
  unsilence();
  const stored = world.db.sqlite.prepare("SELECT count(*) FROM inbound").pluck();
  const used: { heap: number; rss: number }[] = [];
  for (let n = 0, turn = 1; n < MANY; n += BATCH, turn += 1) {
    if (n === WARM) used.push(inUse());
    for (let person = 0; person < BATCH; person += 1)
      arrive(socket, message(person, turn, TEXTS[turn % TEXTS.length] ?? ""));
    await until(() => stored.get() === BACKLOG_PEOPLE + n + BATCH);
  }
  used.push(inUse());
  const [before, after] = used;
  const grown = (what: "heap" | "rss") => ((after?.[what] ?? 0) - (before?.[what] ?? 0)) / 2 ** 20;
  report.line(
    `${MANY} messages through Baileys: the process grew by ${round(grown("rss"))} MB after the first ${WARM}`,
  );
  report.target({
    what: `heap in use, grown over ${MANY - WARM} messages`,
    value: grown("heap"),
    unit: " MB",
    atMost: 8,
  });
  await socket.end(undefined);
  world.db.sqlite.close();
  dropFolder(home);
}

function inUse(): { heap: number; rss: number } {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, rss };
}
