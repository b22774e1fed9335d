import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import type { UnknownPolicy } from "../../../../src/conversation/outbox/row.ts";
import { compiled } from "../../../support/compiled.ts";
import { seeded } from "../harness.ts";

const KILLS = 10;
const CHATS = 40;
const ROWS = 40;

/** Takes down every key that comes in, and answers; kills the process at the moment that was drawn. */
class Recorder {
  readonly heard: string[] = [];
  private readonly random: () => number;
  private killAt = Number.POSITIVE_INFINITY;
  private kill: () => void = () => {};
  private kills = 0;
  private readonly server = createServer((socket) => this.talk(socket));

  constructor(random: () => number) {
    this.random = random;
  }

  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.server.listen(0, "127.0.0.1", () => resolve((this.server.address() as AddressInfo).port));
    });
  }

  close(): void {
    this.server.close();
  }

  /** Kills after some more messages: at once, or some steps of this process later, answered or not. */
  arm(kill: () => void): void {
    // At first so soon that the same heads are under way at one end after the other, more often than a send may fail.
    this.kills += 1;
    const soon = this.kills < KILLS;
    this.killAt = this.heard.length + 1 + Math.floor(this.random() * (soon ? 12 : 120));
    this.kill = kill;
  }

  private talk(socket: Socket): void {
    socket.on("error", () => {});
    onLine(socket, (key) => {
      this.heard.push(key);
      if (this.heard.length === this.killAt) this.strike();
      // Some answers are on their way for a while, so that there is something under way at any moment.
      if (this.random() < 0.5) socket.write(`${key}\n`);
      else setTimeout(() => socket.writable && socket.write(`${key}\n`), this.random() * 4);
    });
  }

  private strike(): void {
    const { kill } = this;
    if (this.random() < 0.3) kill();
    else setTimeout(kill, this.random() * 5);
  }
}

function onLine(socket: Socket, take: (line: string) => void): void {
  let rest = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
}

/** Runs the child until it is killed or done; resolves with how it ended. */
function run(home: string, port: number, policy: UnknownPolicy, onStart: (kill: () => void) => void): Promise<string> {
  const file = compiled("tests/conversation/outbox/crash/child.ts");
  const args = [file, home, `${port}`, policy, `${CHATS}`, `${ROWS}`];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  onStart(() => child.kill("SIGKILL"));
  return new Promise((resolve) => child.on("exit", (code, signal) => resolve(signal ?? `${code}`)));
}

async function killedAgainAndAgain(policy: UnknownPolicy, seed: number) {
  const home = mkdtempSync(join(tmpdir(), "rukun-crash-"));
  const recorder = new Recorder(seeded(seed));
  const port = await recorder.listen();
  const ends: string[] = [];
  for (let n = 0; n < KILLS; n += 1) ends.push(await run(home, port, policy, (kill) => recorder.arm(kill)));
  ends.push(await run(home, port, policy, () => {}));
  recorder.close();
  const sqlite = new Sqlite(join(home, "rukun.db"), { readonly: true });
  const count = (state: string) =>
    sqlite.prepare("SELECT count(*) FROM outbox WHERE state = ?").pluck().get(state) as number;
  const keysOf = (state: string) =>
    sqlite.prepare<[string], string>("SELECT key FROM outbox WHERE state = ?").pluck().all(state);
  const facts = { ends, heard: recorder.heard, sent: count("sent"), held: count("held"), sentKeys: keysOf("sent") };
  sqlite.close();
  rmSync(home, { recursive: true });
  return facts;
}

/** For each chat the numbers of its messages as they came in. */
function byChat(heard: readonly string[]): number[][] {
  const chats = Array.from({ length: CHATS }, (): number[] => []);
  for (const key of heard) {
    const [chat, n] = key.split(":").map(Number);
    chats[chat ?? 0]?.push(n ?? 0);
  }
  return chats;
}

const ALL = Array.from({ length: ROWS }, (_, n) => n);

/** Twenty-two processes in turn, in two rows: about 7 s on two cores, more on a busy machine. */
describe.concurrent(`a process that is killed ${KILLS} times while it sends`, { timeout: 60_000 }, () => {
  it("loses no prompt, and sends again only the one that was under way", async () => {
    const { ends, heard, sent, held } = await killedAgainAndAgain("resend", 11);
    expect(ends).toEqual([...Array(KILLS).fill("SIGKILL"), "0"]);
    expect({ sent, held }).toEqual({ sent: CHATS * ROWS, held: 0 });
    for (const numbers of byChat(heard)) {
      expect(numbers.filter((n, at) => n !== numbers[at - 1])).toEqual(ALL);
    }
    // The test is of use only when something was under way at a kill.
    expect(heard.length).toBeGreaterThan(CHATS * ROWS);
  });

  it("sends no receipt twice, and flags each of which nobody knows", async () => {
    const { ends, heard, sent, held, sentKeys } = await killedAgainAndAgain("hold", 23);
    expect(ends).toEqual([...Array(KILLS).fill("SIGKILL"), "0"]);
    expect(new Set(heard).size).toBe(heard.length);
    expect(sent + held).toBe(CHATS * ROWS);
    expect(held).toBeGreaterThan(0);
    const known = new Set(heard);
    expect(sentKeys.filter((key) => !known.has(key))).toEqual([]);
    for (const numbers of byChat(heard)) expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });
});
