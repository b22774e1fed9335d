import { expect, test } from "vitest";
import { readersOf } from "../../../src/cooperative/disputes/watchers.ts";
import { coopWorld, HEAD, MELATI } from "../units/coop-world.ts";

test("what is told past the treasurer goes to the supervisor, never to one who keeps the books, and to somebody in any case", () => {
  const world = coopWorld();
  const readers = () => readersOf(world, world.unit(MELATI));
  expect(readers()).toEqual([]);
  const chair = world.person("Ratna", ["chair"], MELATI);
  world.person("Endang", ["treasurer", "supervisor"], MELATI);
  expect(readers()).toEqual([chair]);
  const manager = world.person("Kartika", ["manager"], HEAD);
  expect(readers()).toEqual([manager]);
  const supervisor = world.person("Dewi", ["supervisor"], MELATI);
  expect(readers()).toEqual([supervisor]);
});
