import { describe, expect, it } from "vitest";
import { FromRoles } from "../../src/programme/enrolment/from-roles.ts";
import { Enrolments } from "../../src/programme/index.ts";
import { peopleIn } from "./support.ts";

function world() {
  const people = peopleIn();
  const { sqlite } = people.db;
  const enrolments = new Enrolments(sqlite);
  const roles = new FromRoles(sqlite, enrolments, "melati", people.directory);
  const add = (name: string, role: "beneficiary" | "prospective" | "facilitator", village = "Sumberejo") =>
    people.directory.add({ name, called: name, zone: "Asia/Jakarta", roles: [role], village }, 7);
  return { ...people, enrolments, roles, add };
}

describe("enrolments", () => {
  it("count the newest, and keep how it came to be", () => {
    const { enrolments, add } = world();
    const sari = add("Sari", "beneficiary");
    const told = { programme: "pena", personId: sari };
    expect(enrolments.enrol({ ...told, as: "candidate", since: 1, source: "m1", cohort: "2026-1" })).toBe("new");
    expect(enrolments.enrol({ ...told, as: "candidate", since: 2, source: "m2" })).toBe("known");
    expect(enrolments.change("pena", sari, "beneficiary", { since: 3, source: "m3" })).toBe("new");
    expect(enrolments.change("pena", sari, "graduate", { since: 4, source: "m4" })).toBe("new");
    expect(enrolments.current("pena", sari)).toMatchObject({ as: "graduate", cohort: "2026-1", since: 4 });
    expect(enrolments.history("pena", sari).map((one) => one.as)).toEqual(["candidate", "beneficiary", "graduate"]);
    expect(enrolments.change("yess", sari, "graduate", { since: 5, source: "m5" })).toBeUndefined();
  });

  it("tell of each programme on its own", () => {
    const { enrolments, add } = world();
    const sari = add("Sari", "beneficiary");
    for (const programme of ["pena", "melati"])
      enrolments.enrol({ programme, personId: sari, as: "beneficiary", since: 1, source: "import:1" });
    enrolments.change("pena", sari, "stopped", { since: 2, source: "m2" });
    expect(enrolments.of(sari).map(({ programme, as }) => [programme, as])).toEqual([
      ["melati", "beneficiary"],
      ["pena", "stopped"],
    ]);
  });

  it("list a programme's people, by what they are, where they live and when they began", () => {
    const { enrolments, add } = world();
    const [sari, tuti, rina] = [
      add("Sari", "beneficiary"),
      add("Tuti", "beneficiary", "Sereh"),
      add("Rina", "beneficiary"),
    ];
    const enrol = (personId: string, as: "beneficiary" | "candidate", cohort: string) =>
      enrolments.enrol({ programme: "pena", personId, as, since: 1, source: "import:1", cohort });
    enrol(sari, "beneficiary", "2026-1");
    enrol(tuti, "beneficiary", "2026-2");
    enrol(rina, "candidate", "2026-1");
    const ids = (filter: Parameters<typeof enrolments.members>[1]) =>
      enrolments.members("pena", filter).map(({ personId }) => personId);
    expect(ids({})).toEqual([sari, tuti]);
    expect(ids({ village: "Sereh" })).toEqual([tuti]);
    expect(ids({ as: ["candidate", "beneficiary"], cohort: "2026-1" })).toEqual([sari, rina]);
    expect(enrolments.members("melati")).toEqual([]);
  });

  it("follow two records that became one", () => {
    const { db, enrolments, add } = world();
    const [old, sari] = [add("Sari W.", "beneficiary"), add("Sari", "beneficiary")];
    enrolments.enrol({ programme: "pena", personId: old, as: "beneficiary", since: 1, source: "a" });
    db.sqlite.prepare("UPDATE person SET status = 'merged', merged_into = ? WHERE id = ?").run(sari, old);
    expect(enrolments.current("pena", sari)?.as).toBe("beneficiary");
    expect(enrolments.members("pena").map(({ personId }) => personId)).toEqual([sari]);
  });

  it("are made from the roles that the registration gives, and never undo what was decided since", () => {
    const { directory, enrolments, roles, add } = world();
    const [sari, tuti, dewi] = [add("Sari", "beneficiary"), add("Tuti", "prospective"), add("Dewi", "facilitator")];
    roles.step(9);
    expect(enrolments.current("melati", sari)).toMatchObject({ as: "beneficiary", since: 7 });
    expect(enrolments.current("melati", tuti)?.as).toBe("candidate");
    expect(enrolments.current("melati", dewi)).toBeUndefined();
    directory.setRole(tuti, "beneficiary", true, 9);
    enrolments.change("melati", sari, "graduate", { since: 9, source: "m9" });
    for (let step = 0; step < 3; step++) roles.step(9);
    expect(enrolments.current("melati", tuti)?.as).toBe("beneficiary");
    expect(enrolments.current("melati", sari)?.as).toBe("graduate");
    expect(enrolments.history("melati", tuti)).toHaveLength(2);
  });

  it("gives who graduated the role of an alumna, and takes it back with the graduation", () => {
    const { enrolments, roles, add, people, directory } = world();
    const sari = add("Sari", "beneficiary");
    const rolesOf = () => people.person(sari)?.roles;
    roles.step(9);
    expect(rolesOf()).toEqual(["beneficiary"]);
    enrolments.change("melati", sari, "graduate", { since: 20, source: "m1" });
    roles.step(21);
    expect(rolesOf()).toEqual(["alumni"]);
    enrolments.change("melati", sari, "beneficiary", { since: 30, source: "m2" });
    roles.step(31);
    expect(rolesOf()).toEqual(["beneficiary"]);
    enrolments.change("melati", sari, "stopped", { since: 40, source: "m3" });
    roles.step(41);
    expect(rolesOf()).toEqual([]);
    directory.setRole(sari, "beneficiary", true, 50);
    roles.step(51);
    expect(enrolments.current("melati", sari)?.as).toBe("beneficiary");
  });

  it("lets her stay a beneficiary as long as one of two programmes goes on", () => {
    const { enrolments, roles, add, people } = world();
    const sari = add("Sari", "beneficiary");
    enrolments.enrol({ programme: "pena", personId: sari, as: "beneficiary", since: 8, source: "x" });
    roles.step(9);
    enrolments.change("melati", sari, "graduate", { since: 20, source: "m1" });
    roles.step(21);
    expect(people.person(sari)?.roles).toEqual(["beneficiary"]);
    enrolments.change("pena", sari, "left", { since: 30, source: "m2" });
    roles.step(31);
    expect(people.person(sari)?.roles).toEqual(["alumni"]);
  });
});
