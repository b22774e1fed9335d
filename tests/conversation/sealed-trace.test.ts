import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { createSimulatorChannels } from "../../src/channels/simulator/index.ts";
import { MINUTE } from "../../src/clock.ts";
import type { Channel } from "../../src/conversation/channel.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { FakeChannel } from "../support/fake-channel.ts";
import { membershipOnly, type World } from "../support/world.ts";
import { boxWorld, CODE, FILE, makeBox, rest, STORY, say } from "./sealed-box.ts";

type Row = Record<string, unknown>;

/** All that the database holds but the flows, of which these homes have the same. */
function dump(world: World): Record<string, Row[]> {
  const { sqlite } = world.runtime.db;
  const names = sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  const tables = names.filter((name) => name !== "flow_revision" && !name.startsWith("sqlite_"));
  return Object.fromEntries(tables.map((name) => [name, rowsOf(world, name)]));
}

function rowsOf(world: World, table: string): Row[] {
  const rows = world.runtime.db.sqlite.prepare(`SELECT * FROM ${table}`).all() as Row[];
  // The simulator's own ids are random.
  return rows.map((row) => ("remote_id" in row ? { ...row, remote_id: typeof row["remote_id"] } : row));
}

const inEveryFile = (home: string) =>
  readdirSync(home, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"))
    .join("\n");

describe("what a sealed conversation leaves on the disk", () => {
  it("is, row by row, what a menu leaves that was asked for as often", async () => {
    const chat = async (texts: string[]) => {
      const world = await boxWorld(makeBox());
      world.add("Sari", "7001");
      for (const text of texts) {
        await world.send("7001", text);
        await world.later(MINUTE);
      }
      return { rows: dump(world), answers: world.seen("7001") };
    };
    const told = await chat(["menu", "titip", "10", STORY, "kembali", STORY, "lewati"]);
    const looked = await chat(Array(7).fill("menu"));
    expect(told.answers.join()).toContain("Nomornya 4821 7731.");
    expect(told.rows).toEqual(looked.rows);
    expect(told.rows["outbox"]).toHaveLength(7);
  });

  it("is the same where an answer was written before its question: it is told of, and kept nowhere", async () => {
    const chat = async (first: string, second: string) => {
      const world = await boxWorld(makeBox());
      world.add("Sari", "7001");
      await world.send("7001", first);
      await world.later(MINUTE);
      const content = { kind: "text", text: second } as const;
      world.chats.hand("telegram", "7001", [{ id: "early", sentAt: world.clock.now() - 10 * MINUTE, content }]);
      await world.runtime.settled();
      return { rows: dump(world), answers: world.seen("7001") };
    };
    const told = await chat("titip", "17");
    expect(told.answers.at(-1)).toMatch(/“17” sudah sampai[\s\S]*Silakan cerita/);
    expect(told.rows).toEqual((await chat("menu", "menu")).rows);
  });

  it("does not show in what comes after it, either", async () => {
    const chat = async (texts: string[]) => {
      const world = await boxWorld(makeBox());
      world.add("Sari", "7001");
      for (const text of texts) await world.send("7001", text);
      return dump(world);
    };
    const looked = await chat(["menu", "menu", "menu", "catat", "Ibu Ani", "beras"]);
    expect(await chat(["titip", STORY, "lewati", "catat", "Ibu Ani", "beras"])).toEqual(looked);
    expect(await chat([`BUKA ${CODE}`, "10", "batal", "catat", "Ibu Ani", "beras"])).toEqual(looked);
  });

  it("is the same also for what is told by a command, and for a stranger what a welcome leaves", async () => {
    const chat = async (texts: string[], isKnown: boolean) => {
      const world = await boxWorld(makeBox());
      if (isKnown) world.add("Sari", "7001");
      for (const text of texts) await world.send("7001", text);
      return dump(world);
    };
    expect(await chat(["KABAR 1", `BUKA ${CODE}`, "tidak"], true)).toEqual(await chat(Array(3).fill("menu"), true));
    const stranger = await chat(["tolong saya", STORY, "lewati"], false);
    const newcomer = await chat(["halo"], false);
    expect(stranger["session"]?.map(({ frames }) => frames)).toEqual(newcomer["session"]?.map(({ frames }) => frames));
    expect(stranger["turn_log"]).toEqual(newcomer["turn_log"]);
    expect(stranger["outbox"]?.[0]).toMatchObject({ body: newcomer["outbox"]?.[0]?.["body"] });
  });

  it("leads from no message of an officer to one of hers, though both are told in one turn", async () => {
    let officer = "";
    const world = await boxWorld(makeBox({ officer: () => officer }));
    const sari = world.add("Sari", "7001");
    officer = world.add("Rina", "7002", ["protection"]);
    for (const text of ["titip", STORY, "lewati"]) await world.send("7001", text);
    const toOfficer = rowsOf(world, "outbox").filter(({ address }) => address === "7002");
    expect(toOfficer).toHaveLength(1);
    expect(JSON.stringify(toOfficer)).not.toContain("7001");
    expect(JSON.stringify(toOfficer)).not.toContain(sari);
    expect(JSON.stringify(toOfficer)).not.toMatch(/:m\d+:/);
  });

  it("is gone with the process: a killed one leaves a menu in the place of what was not sent", async () => {
    const fake = new FakeChannel("simulator-telegram");
    const box = makeBox();
    const world = await boxWorld(box, { channels: () => [fake] });
    world.add("Sari", "7001");
    const write = (id: string, text: string) =>
      fake.receive?.({
        channel: fake.name,
        messages: [{ id, address: "7001", sentAt: 0, content: { kind: "text", text } }],
      });
    write("k1", "titip");
    await world.runtime.settled();
    fake.holdBack = true;
    write("k2", STORY);
    await rest();
    expect(fake.pending[0]?.message.body.text).toContain("Ada fotonya?");
    fake.holdBack = false;
    // As it lies on the disk at this moment.
    const home = temporaryFolder();
    cpSync(world.home, home, { recursive: true });
    fake.pending[0]?.answer({ kind: "sent" });
    expect(inEveryFile(home)).not.toContain(STORY);
    const other = new FakeChannel("simulator-telegram");
    const now = world.clock.now() + MINUTE;
    const next = await boxWorld(makeBox(), { home, now, channels: () => [other] });
    await next.runtime.settled();
    expect(other.sent.map(({ key, body }) => `${key} ${body.text}`)).toEqual([
      "simulator-telegram:k2:0 Halo Ibu Sari, mau dibantu apa?\nYang punya nomor simpanan bisa tulis KABAR.",
    ]);
    const say = (id: string, content: Parameters<World["send"]>[1] & object) =>
      other.receive?.({ channel: other.name, messages: [{ id, address: "7001", sentAt: 0, content }] });
    say("k3", { kind: "text", text: STORY });
    say("k4", { kind: "media", media: "voice", ref: "suara" });
    await next.runtime.settled();
    const answers = other.sent.slice(1).map(({ body }) => body.text.slice(0, 16));
    expect(answers).toEqual(["Sudah agak lama,", "Sudah agak lama,"]);
    next.runtime.db.sqlite.pragma("wal_checkpoint(TRUNCATE)");
    expect(inEveryFile(home)).not.toContain("penandakhusus");
    expect(rowsOf(next, "media")).toEqual([]);
  });

  it("is not told by the log at any level, nor by what fails", async () => {
    const lines: string[] = [];
    const log = pino({ level: "trace" }, { write: (line: string) => lines.push(line) });
    const failing = (channels: Channel[]): Channel[] =>
      channels.map((channel) => {
        let tries = 0;
        const send: Channel["send"] = async (message, signal) => {
          tries += 1;
          if (tries % 3 === 0) throw new Error(message.body.text);
          return channel.send(message, signal);
        };
        const remove: Channel["remove"] = async (_, id) => Promise.reject(new Error(`${id} ${STORY}`));
        return new Proxy(channel, {
          get: (target, name) => (name === "send" ? send : name === "remove" ? remove : Reflect.get(target, name)),
        });
      });
    const world = await boxWorld(makeBox(), { log, channels: (chats) => failing(createSimulatorChannels(chats)) });
    world.add("Sari", "7001");
    for (const text of ["rapuh", STORY, "titip", STORY, "lewati", `BUKA ${CODE}`, "KABAR 77"]) {
      await world.send("7001", text);
      await world.later(10_000);
    }
    await world.later(20 * MINUTE);
    await world.stop();
    const all = lines.join("");
    expect(lines.length).toBeGreaterThan(2);
    for (const secret of ["penanda", "PENANDA", "4821", "7001", "Sari", new TextDecoder().decode(FILE)])
      expect(all).not.toContain(secret);
  });

  it("is not changed by a message that throws: she stands where she stood", async () => {
    const box = makeBox();
    const world = await boxWorld(box, {
      modules: (parts) => {
        box.parts = parts;
        const keep = box.module.actions?.["box.keep"];
        const broken = { ...box.module, actions: { ...box.module.actions } };
        if (keep !== undefined)
          broken.actions["box.keep"] = {
            ...keep,
            run: (args, context) => {
              box.asked += 1;
              if (box.kept.length > 0) return keep.run(args, context);
              box.kept.push({ story: "", picture: "", place: "", person: "" });
              context.tellSealed(context.person.id, "box:secret", { story: STORY });
              throw new Error(STORY);
            },
          };
        return [...membershipOnly(parts), broken];
      },
    });
    world.add("Sari", "7001");
    for (const text of ["titip", STORY]) await say(world, "7001", text);
    expect(await world.send("7001", "lewati")).toEqual([
      world.runtime.options.content.texts.text("id", "errors:trouble", {}),
    ]);
    expect(await world.send("7001", "lewati")).toEqual(["Nomornya 4821 7731."]);
  });
});
