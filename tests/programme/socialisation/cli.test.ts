import { beforeEach, expect, it } from "vitest";
import { demoHome, rukun } from "../../cli/command.ts";
import { temporaryFolder } from "../../support/clean-up.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
let world: { cwd: string; now: number; env: NodeJS.ProcessEnv };
const programme = (...args: string[]) => rukun(world, "programme", ...args);

beforeEach(() => {
  world = { cwd: temporaryFolder(), now: NOW, env: { RUKUN_PROGRAMME: "melati" } };
  demoHome(world.cwd, NOW);
});

it("shows whom a campaign would reach and makes it only when it is told to", async () => {
  const dry = await programme("campaign", "new", "--audience", "penerima", "--village", "Sumberejo");
  expect(dry).toMatchObject({ code: 0, err: "" });
  expect(dry.out).toContain("Nothing was sent");
  expect((await programme("campaign", "list")).out).toBe("There is no campaign.\n");
  const made = await programme("campaign", "new", "--audience", "penerima", "--village", "Sumberejo", "--send");
  const id = /^(\w+): sending/m.exec(made.out)?.[1] ?? "";
  expect((await programme("campaign", "pause", id)).out).toContain("paused");
  expect(await programme("campaign", "approve", id)).toMatchObject({ code: 1 });
  expect((await programme("campaign", "cancel", id)).out).toContain("cancelled");
  expect((await programme("campaign", "list")).out).toContain("cancelled");
});

it("knows the audiences and filters that there are", async () => {
  expect((await programme("campaign", "new", "--audience", "semua")).err).toContain("pelaksana, penerima, pemangku");
  expect((await programme("campaign", "new", "--audience", "penerima", "--role", "ratu")).err).toContain("role");
  const village = await programme("campaign", "new", "--audience", "penerima", "--village", "Sumberjo");
  expect(village.err).toContain("nobody of this audience has the village Sumberjo; there is: ");
  expect(village.err).toContain("Sumberejo");
  const other = await programme("campaign", "new", "--audience", "penerima", "--programme", "pena");
  expect(other.err).toContain("the programmes of this home are: melati");
});

it("begins a calendar once", async () => {
  const begun = await programme("start-calendar", "melati", "--from", "2026-11-25");
  expect(begun.out).toContain("begins on 2026-11-23");
  expect(await programme("start-calendar", "melati", "--from", "2026-12-25")).toMatchObject({ code: 1 });
  expect(await programme("start-calendar", "melati", "--from", "besok")).toMatchObject({ code: 1 });
});
