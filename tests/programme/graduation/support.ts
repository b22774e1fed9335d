import type { InboundContent } from "../../../src/conversation/channel.ts";
import { Enrolments } from "../../../src/programme/index.ts";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";

/** Telegram accounts of the demo's people. */
export const SARI = "7000000001";
export const TUTI = "7000000003";
export const NINGSIH = "7000000010";
export const DEWI = "7000000011";
export const ANDI = "7000000013";
export const RETNO = "7000000014";

const LOOK = "simulator-telegram";

/** A demo world in which everybody is enrolled, as after the first tick. */
export async function enrolledWorld(): Promise<World> {
  const { world } = await demoWorld();
  await world.walkTo(world.clock.now() + 60_000);
  return world;
}

/** Says these one after another; gives what the last one was answered. */
export async function play(world: World, address: string, ...said: (string | InboundContent)[]): Promise<string> {
  let last: string[] = [];
  for (const content of said) last = await world.send(address, content);
  return last.join("\n");
}

export const personOf = (world: World, address: string): string =>
  world.runtime.people.at(LOOK, address)?.people[0] ?? "";

/** Everything that somebody was sent, on both of her phones' programmes. */
export const sent = (world: World, ...addresses: string[]): string =>
  addresses
    .flatMap((address) => world.chats.news(undefined, { address }).messages)
    .filter(({ from }) => from === "bot")
    .map(({ text }) => text)
    .join("\n");

type Row = { kind: string; data: string };
/** Events of graduation about somebody, as `kind data`. */
export const events = (world: World, personId: string): Record<string, unknown>[] =>
  (
    world.runtime.db.sqlite
      .prepare("SELECT kind, data FROM event WHERE person_id = ? AND kind LIKE 'graduation.%' ORDER BY rowid")
      .all(personId) as Row[]
  ).map(({ kind, data }) => ({ kind: kind.replace("graduation.", ""), ...(JSON.parse(data) as object) }));

export const kinds = (world: World, personId: string): unknown[] => events(world, personId).map(({ kind }) => kind);

type CaseRow = { kind: string; state: string; outcome: string | null; round: number };
export const cases = (world: World): CaseRow[] =>
  world.runtime.db.sqlite
    .prepare("SELECT kind, state, outcome, round FROM graduation_case ORDER BY opened_at, id")
    .all() as CaseRow[];

export const standing = (world: World, personId: string): string | undefined =>
  new Enrolments(world.runtime.db.sqlite).current("melati", personId)?.as;

/** A signature under a decision, with the reason where one is asked for. */
export const sign = (world: World, who: string, ...said: string[]): Promise<string> =>
  play(world, who, "usulan", "1", ...said);

/** Kak Dewi proposes Ibu Sari, Pak Andi agrees, and Ibu Sari was told. */
export async function shown(world: World): Promise<void> {
  await play(world, SARI, "mengapa");
  await play(world, DEWI, "usul lulus Sari", "Usahanya sudah kuat", "ya");
  await play(world, ANDI, "usulan", "1", "setuju");
  await world.walkTo(world.clock.now() + 60_000);
}

export const WEEK_MS = 7 * 24 * 60 * 60_000;
export const DAY_MS = WEEK_MS / 7;

/** Time passes without power; then Rukun does what is due. */
export async function jumpBy(world: World, ms: number): Promise<void> {
  world.clock.advanceTo(world.clock.now() + ms);
  await world.walkTo(world.clock.now() + 60_000);
}
