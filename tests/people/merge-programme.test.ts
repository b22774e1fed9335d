import { beforeEach, describe, expect, it } from "vitest";
import { sequentialIds } from "../../src/ids.ts";
import { mergePeople, planMerge } from "../../src/people/merge.ts";
import { Enrolments, type Standing } from "../../src/programme/enrolment/index.ts";
import { EventLog, type NewHappened } from "../../src/programme/events/index.ts";
import { Cases } from "../../src/programme/graduation/cases.ts";
import { Polls } from "../../src/programme/groups/polls.ts";
import { schemasOf } from "../../src/programme/module.ts";
import { Sessions } from "../../src/programme/training/sessions.ts";
import { ReportStore } from "../../src/programme/weekly/store.ts";
import { melati, type People, peopleIn, wib } from "../programme/support.ts";

const NOON = wib("2026-11-20", "12:00");
const PACK = melati();

let home: People;
let ids: () => string;
let events: EventLog;
beforeEach(() => {
  home = peopleIn();
  ids = sequentialIds("e");
  events = new EventLog(home.db.sqlite, ids, schemasOf(new Map([[PACK.id, PACK]])), PACK.id);
  for (const id of ["sari", "sari-lama", "dewi", "bagus"])
    home.directory.add({ id, name: id, called: id, zone: "Asia/Jakarta", roles: [] }, 0);
});

const sql = (words: string) => home.db.sqlite.exec(words);
const all = (words: string) => home.db.sqlite.prepare(words).all();
const merge = () => mergePeople(home.db.sqlite, "sari-lama", "sari", NOON, ids);
const plan = (from = "sari-lama", into = "sari") => planMerge(home.db.sqlite, from, into);

function enrol(personId: string, as: Standing, since: number): void {
  new Enrolments(home.db.sqlite).enrol({ programme: "melati", personId, as, since, source: `${personId}:${as}` });
}

function happened(given: Pick<NewHappened, "kind" | "personId" | "data" | "by"> & { at: number }): void {
  events.record({ programme: "melati", on: "2026-11-18", mode: "facilitator", source: ids(), ...given });
}

const session = (id: string) => `INSERT INTO training_session (id, programme, module, starts_at, ends_at, zone, place,
  code, by_person, state, version, created_at, changed_at)
  VALUES ('${id}', 'melati', 'usaha', 1, 2, 'Asia/Jakarta', 'Balai', '${id}', 'dewi', 'planned', 1, 0, 0);`;
const openCase = (id: string, person: string, state: string, told = "NULL") =>
  `INSERT INTO graduation_case (id, programme, person_id, kind, state, round, by_person, opened_at, told_at, objection_until)
   VALUES ('${id}', 'melati', '${person}', 'graduate', '${state}', 1, 'dewi', 0, ${told}, ${told});`;

describe("two records of a woman in a programme", () => {
  it.each<[Standing, Standing, Standing]>([
    ["beneficiary", "candidate", "beneficiary"],
    ["graduate", "beneficiary", "graduate"],
    ["stopped", "beneficiary", "stopped"],
    ["beneficiary", "left", "left"],
  ])("%s and later %s are %s", (first, later, one) => {
    for (const [older, newer] of [
      ["sari-lama", "sari"],
      ["sari", "sari-lama"],
    ] as const) {
      home = peopleIn();
      for (const id of ["sari", "sari-lama"])
        home.directory.add({ id, name: id, called: id, zone: "Asia/Jakarta", roles: [] }, 0);
      enrol(older, first, 10);
      enrol(newer, later, 20);
      merge();
      const { sqlite } = home.db;
      expect(new Enrolments(sqlite).current("melati", "sari")?.as).toBe(one);
      // The same for who asks the table by her id alone.
      const newest = "SELECT as_role FROM enrolment WHERE person_id = 'sari' ORDER BY id DESC LIMIT 1";
      expect(sqlite.prepare(newest).pluck().get()).toBe(one);
      expect(new Enrolments(sqlite).members("melati", { as: [one] }).map(({ personId }) => personId)).toEqual(["sari"]);
    }
  });

  it("take part since the earlier day, and a standing that is given up is shown before", () => {
    enrol("sari-lama", "beneficiary", 10);
    enrol("sari", "candidate", 20);
    expect(plan().givenUp).toContainEqual({ what: "melati", kept: "beneficiary", lost: "candidate" });
    merge();
    const began = "SELECT min(since) FROM enrolment WHERE person_id = 'sari' AND as_role = 'beneficiary'";
    expect(home.db.sqlite.prepare(began).pluck().get()).toBe(10);
  });

  it("were at a session once, when either says so, and took a test once, as the first time", () => {
    const at = (status: string) => ({ module: "usaha", session: "s1", status });
    happened({ kind: "training.attended", personId: "sari-lama", data: at("late"), at: 1 });
    happened({ kind: "training.attended", personId: "sari", data: at("absent"), at: 2 });
    const test = (right: number) => ({ module: "usaha", which: "pre", right, items: 5 });
    happened({ kind: "training.test", personId: "sari", data: test(4), at: 5 });
    happened({ kind: "training.test", personId: "sari-lama", data: test(2), at: 3 });
    merge();
    const hers = events.all({ personId: "sari" });
    expect(hers.map(({ kind, data }) => [kind, data["status"] ?? data["right"]])).toEqual([
      ["training.attended", "late"],
      ["training.test", 2],
    ]);
    expect([...events.find({ programme: "melati" })]).toHaveLength(2);
  });

  it("reported on a week once: the newer report counts", () => {
    const reports = new ReportStore(home.db.sqlite);
    for (const [personId, profit, at] of [
      ["sari", 50_000, 1],
      ["sari-lama", 70_000, 2],
    ] as const)
      reports.add({
        id: personId,
        personId,
        week: "2026-11-16",
        kind: "beneficiary",
        mode: "kader",
        byPerson: "dewi",
        helpedBy: {},
        profit,
        answers: {},
        replaces: null,
        at,
      });
    merge();
    expect([...events.find({ kind: "weekly.report" })].map(({ personId, data }) => [personId, data["profit"]])).toEqual(
      [["sari", 70_000]],
    );
    expect(reports.current("sari", "2026-11-16", "beneficiary")?.profit).toBe(70_000);
  });

  it("have one seat, one ballot and one place in a group", () => {
    sql(`${session("s1")}
      INSERT INTO training_seat (session_id, no, person_id, answer, needs, told) VALUES
        ('s1', 1, 'sari-lama', 'yes', '["transport"]', 1), ('s1', 2, 'sari', NULL, NULL, NULL);
      INSERT INTO programme_group (id, programme, name, by_person, since) VALUES ('g', 'melati', 'Mekar', 'dewi', 0);
      INSERT INTO group_member (group_id, person_id, role, since, until) VALUES
        ('g', 'sari', 'member', 5, NULL), ('g', 'sari-lama', 'chair', 3, NULL);
      INSERT INTO poll (id, group_id, ask, options, by_person, opened_at, closes_at) VALUES ('p', 'g', '?', '["a","b"]', 'dewi', 0, 9);`);
    const polls = new Polls(home.db.sqlite);
    polls.vote("p", "sari-lama", [1, 0], 2);
    polls.vote("p", "sari", [0, 1], 1);
    merge();
    const sessions = new Sessions(home.db.sqlite);
    expect(sessions.seats("s1")).toMatchObject([{ personId: "sari", answer: "yes", needs: ["transport"], told: 1 }]);
    expect(polls.ballots("p")).toEqual([[1, 0]]);
    expect(all("SELECT person_id, role, since, until FROM group_member")).toEqual([
      { person_id: "sari", role: "chair", since: 3, until: null },
    ]);
  });

  it("get a message of a campaign once", () => {
    sql(`INSERT INTO campaign (id, programme, activity, audience, text, filters, state, created_at, expires_at)
        VALUES ('c', 'melati', 'x', 'all', 't', '{}', 'sending', 0, 9), ('d', 'melati', 'x', 'all', 't', '{}', 'sending', 0, 9);
      INSERT INTO campaign_person (campaign_id, person_id, state) VALUES
        ('c', 'sari', 'queued'), ('c', 'sari-lama', 'queued'), ('d', 'sari', 'queued'), ('d', 'sari-lama', 'sent');`);
    for (const key of ["campaign:c:sari", "campaign:c:sari-lama", "campaign:d:sari"])
      sql(`INSERT INTO outbox (key, channel, address, person_id, priority, policy, body, state, due_at, created_at)
        VALUES ('${key}', 'telegram', '1', '${key.slice(11)}', 2, 'resend', '{}', 'queued', 0, 0)`);
    merge();
    expect(all("SELECT campaign_id AS c, person_id AS p, state FROM campaign_person ORDER BY 1")).toEqual([
      { c: "c", p: "sari", state: "queued" },
      { c: "d", p: "sari", state: "sent" },
    ]);
    expect(all("SELECT key FROM outbox WHERE state = 'queued'")).toEqual([{ key: "campaign:c:sari" }]);
  });

  it("have one proposal to graduate, the one that is further, and what is planned for it goes on", () => {
    sql(openCase("near", "sari", "proposed") + openCase("far", "sari-lama", "shown", "5"));
    home.db.sqlite
      .prepare(
        `INSERT INTO duty (key, kind, person_id, data, due_at, expires_at, state)
         VALUES ('graduation.check:far:sari-lama', 'graduation.check', 'sari-lama', '{"about":"sari-lama"}', 9, 99, 'due')`,
      )
      .run();
    merge();
    const cases = new Cases(home.db.sqlite);
    expect(cases.openOf("melati", "sari", "proposal")?.id).toBe("far");
    expect(cases.allOpen()).toHaveLength(1);
    expect(all("SELECT key, person_id, data FROM duty")).toEqual([
      { key: "graduation.check:far:sari", person_id: "sari", data: '{"about":"sari"}' },
    ]);
  });

  it("wanted to take part once, with the photos of both, and came from a list once", () => {
    sql(`INSERT INTO application (id, programme, person_id, state, answers, at) VALUES
        ('a', 'melati', 'sari', 'open', '{}', 1), ('b', 'melati', 'sari-lama', 'open', '{}', 2);
      INSERT INTO application_document (application_id, media_id) VALUES ('b', 'photo');
      INSERT INTO imported_person (person_id, programme, source, at, answered_at) VALUES
        ('sari', 'melati', 'import:1', 0, NULL), ('sari-lama', 'melati', 'import:2', 0, 7);`);
    merge();
    expect(all("SELECT id FROM application WHERE person_id = 'sari' AND state = 'open'")).toEqual([{ id: "a" }]);
    expect(all("SELECT application_id AS a FROM application_document")).toEqual([{ a: "a" }]);
    expect(all("SELECT person_id AS p, answered_at AS at FROM imported_person")).toEqual([{ p: "sari", at: 7 }]);
  });
});

describe("who judges a graduation under two names", () => {
  const vote = (by: string) =>
    happened({
      kind: "graduation.voted",
      personId: "sari",
      data: { case: "k", yes: "yes", round: 1 },
      at: 1,
      by,
    } as never);

  it("is not merged as long as it is open", () => {
    sql(openCase("k", "sari", "shown", "5"));
    expect(() => plan("bagus", "dewi")).not.toThrow();
    vote("bagus");
    for (const [from, into] of [
      ["bagus", "sari-lama"],
      ["dewi", "bagus"],
      ["sari", "bagus"],
      ["sari", "dewi"],
    ])
      expect(() => plan(from, into), `${from} ${into}`).toThrow(expect.objectContaining({ code: "merge.judging" }));
    new Cases(home.db.sqlite).close("k", "graduate", 9);
    expect(() => plan("dewi", "bagus")).not.toThrow();
  });
});
