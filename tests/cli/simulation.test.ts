import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Cell } from "../../src/cell.ts";
import { createSimulatorChannels, SimulatorChats } from "../../src/channels/simulator/index.ts";
import { DAY, HOUR } from "../../src/clock.ts";
import type { Module } from "../../src/conversation/module.ts";
import { homePaths } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import { silentLog } from "../../src/log.ts";
import { Runtime } from "../../src/runtime.ts";
import { SimulationClock, storedAheadMs } from "../../src/simulation/clock.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { ownContent } from "../support/content.ts";
import { FRIDAY, membershipOnly, PROGRAMME } from "../support/world.ts";

let home: string;
let cell: Cell;
let simulation: Simulation;
let clock: SimulationClock;
/** What was done, and at which hour after the beginning. */
let done: [string, number][];
let worlds: number;

/** A domain whose things to do only tell when they were done. */
const chores: Module = {
  name: "chores",
  duties: {
    chore: {
      run: (_, { key }) => {
        done.push([key, Math.round((clock.now() - FRIDAY) / HOUR)]);
        return "done";
      },
    },
  },
};

beforeEach(async () => {
  home = temporaryFolder();
  done = [];
  worlds = 0;
  clock = new SimulationClock({ now: () => FRIDAY });
  const chats = new SimulatorChats(clock);
  const content = ownContent();
  const channels = createSimulatorChannels(chats);
  const common = { home, content, channels, clock, log: silentLog, newId: sequentialIds(), random: () => 0.5 };
  cell = new Cell(
    () => new Runtime({ ...common, programme: PROGRAMME, modules: (parts) => [...membershipOnly(parts), chores] }),
  );
  const makeWorld = ({ directory }: Runtime) => {
    worlds += 1;
    const addresses = [{ channel: "simulator-telegram", address: "11" }];
    directory.add(
      { id: `sari${worlds}`, name: "Sari", called: "Ibu Sari", zone: "Asia/Jakarta", roles: [], addresses },
      FRIDAY,
    );
  };
  const people = ({ people }: Runtime) => {
    const found = people.person(`sari${worlds}`);
    return found === undefined
      ? []
      : [{ id: found.id, name: "Sari", called: "Ibu Sari", roles: [], place: "", zone: found.zone, addresses: [] }];
  };
  simulation = new Simulation({ home, cell, clock, chats, makeWorld, people });
  makeWorld(cell.open());
  await cell.start();
});
afterEach(() => cell.stop());

function plan(key: string, hours: number): void {
  const dueAt = FRIDAY + hours * HOUR;
  cell.runtime.duties.plan({ key, kind: "chore", personId: null, data: {}, dueAt, expiresAt: dueAt + HOUR });
}

test("going forward, each thing is done at its own time and in its order", async () => {
  plan("late", 100);
  plan("early", 30);
  plan("next week", 200);
  await simulation.advance(7 * DAY);
  expect(done).toEqual([
    ["early", 30],
    ["late", 100],
  ]);
  expect(clock.now() - FRIDAY).toBe(7 * DAY);
  expect(storedAheadMs(cell.runtime.db.sqlite)).toBe(7 * DAY);
});

test("two who move the clock at once move it one after the other", async () => {
  plan("once", 20);
  await Promise.all([simulation.advance(DAY), simulation.advance(DAY)]);
  expect(clock.aheadMs).toBe(2 * DAY);
  expect(done).toEqual([["once", 20]]);
});

test("a reset makes a new world at today's time, with the same chats, and people can be asked all the while", async () => {
  await simulation.advance(DAY);
  writeFileSync(join(homePaths(home).files, "export.txt"), "hers");
  const resetting = simulation.reset();
  expect(simulation.people().map(({ id }) => id)).toEqual(["sari1"]);
  await resetting;
  expect(simulation.people().map(({ id }) => id)).toEqual(["sari2"]);
  expect(clock.aheadMs).toBe(0);
  expect(existsSync(join(homePaths(home).files, "export.txt"))).toBe(false);
  const from = "11";
  expect(simulation.chats.hand("telegram", from, [{ content: { kind: "text", text: "menu" } }])).toMatchObject({
    stored: 1,
  });
  await simulation.settled();
  expect(simulation.chats.news(undefined).messages.map((message) => message.from)).toEqual(["person", "bot"]);
});

test("a home in which real people have written is not deleted by a button", async () => {
  cell.runtime.people.connect("telegram", "4711", "sari1", FRIDAY);
  await expect(simulation.reset()).rejects.toMatchObject({ code: "simulator.real-people" });
  expect(cell.runtime.people.person("sari1")).toBeDefined();
  await simulation.advance(HOUR);
});
