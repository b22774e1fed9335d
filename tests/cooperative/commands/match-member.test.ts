import { describe, expect, it } from "vitest";
import { type MemberRef, matchMember } from "../../../src/cooperative/commands/index.ts";
import { lexicon } from "./kit.ts";

const MEMBERS = [
  { id: "a", no: 1, name: "Maria br Sihombing", aliases: ["Mak Ucok"] },
  { id: "b", no: 2, name: "Maria br Ginting", aliases: [] },
  { id: "c", no: 3, name: "Ucok", aliases: [] },
  { id: "d", no: 4, name: "Op. Maria br Tarigan", aliases: [] },
  { id: "e", no: 5, name: "Ruth Sinaga", aliases: ["Nai Tumpal"] },
  { id: "f", no: 6, name: "Sri", aliases: [] },
  { id: "g", no: 7, name: "Sri Wahyuni", aliases: [] },
  { id: "h", no: 8, name: "Nur'aini", aliases: [] },
];

function match(ref: MemberRef): string {
  const found = matchMember(ref, MEMBERS, lexicon);
  if (found.kind === "one") return found.member.id;
  return found.kind === "many" ? `many ${found.members.map(({ id }) => id)}` : `near ${found.near.map(({ id }) => id)}`;
}

describe("a member", () => {
  it.each([
    ["Ruth", "e"],
    ["bu Ruth", "e"],
    ["RUTH SINAGA", "e"],
    ["sinaga ruth", "e"],
    ["Maria br Sihombing", "a"],
    ["Maria Sihombing", "a"],
    ["maria boru ginting", "b"],
    ["Maria br. Ginting", "b"],
    ["mamak ucok", "a"],
    ["Op.Maria", "d"],
    ["ompung maria", "d"],
    ["nai tumpal", "e"],
    ["Sri Wahyuni", "g"],
    ["nur’aini", "h"],
    ["Nur‘aini", "h"],
  ])("is found by her name: %s", (name, id) => {
    expect(match({ name })).toBe(id);
  });

  it("is asked for when two have the name", () => {
    expect(match({ name: "Maria" })).toBe("many a,b");
    expect(match({ name: "Sri" })).toBe("many f,g");
  });

  it("is another than the child whose name she carries", () => {
    expect(match({ name: "Ucok" })).toBe("c");
    expect(match({ name: "Mak Ucok" })).toBe("a");
    expect(match({ name: "Tumpal" })).toBe("near e");
  });

  it("is only near by a slip of the thumb, a cut word or another clan", () => {
    expect(match({ name: "Rutth" })).toBe("near e");
    expect(match({ name: "Mar Ginting" })).toBe("near b");
    expect(match({ name: "Ruth br Sinaga" })).toBe("near e");
    expect(match({ name: "Bambang" })).toBe("near ");
    // What people are called before their names differs from village to village.
    expect(match({ name: "Mbok Ruth" })).toBe("near e");
    expect(match({ name: "Mama Ruth Sinaga" })).toBe("near e");
    expect(match({ name: "Daeng Bambang" })).toBe("near ");
    expect(match({})).toBe("near ");
  });

  it("is found by her number, with which a name must agree", () => {
    expect(match({ no: 1 })).toBe("a");
    expect(match({ no: 9 })).toBe("near ");
    expect(match({ no: 1, name: "Maria" })).toBe("a");
    expect(match({ no: 1, name: "Ruth" })).toBe("near a,e");
  });
});
