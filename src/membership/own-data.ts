import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq, inArray, sql } from "drizzle-orm";
import type { Kept } from "../conversation/keeper.ts";
import { address, addressPerson, person, ticket, weeklyReport } from "../db/schema/index.ts";
import { formatMoney } from "../flow/understand/index.ts";
import { PURPOSES } from "../people/directory.ts";
import type { Parts } from "./parts.ts";
import { numberOf } from "./requests/store.ts";

/** Everything that is kept about one person, for herself. */
export type OwnData = {
  person: {
    name: string | null;
    called: string | null;
    village: string | null;
    zone: string;
    sex: string | null;
    born: number | null;
    disability: string | null;
    language: string;
    /** How she wants to be written to. */
    access: string;
    since: string;
  };
  roles: readonly string[];
  helpers: readonly string[];
  phones: readonly { channel: string; address: string }[];
  consents: readonly { purpose: string; given: boolean; at: string; version: string }[];
  reports: readonly { week: string; mode: string; profit: number | null; answers: unknown }[];
  /** How often she asked for a human. */
  helpRequests: number;
  /** What she asked about her data, for a human to do. */
  requests: readonly { number: string; kind: string; about: string | null; asked: string; done: string | null }[];
  /** What other domains keep of her in books of their own, by their names. */
  books: Readonly<Record<string, Kept>>;
};

/** Reads it all; throws when there is no such person. */
export function ownData(parts: Parts, personId: string): OwnData {
  const { orm } = parts.db;
  const row = orm.select().from(person).where(eq(person.id, personId)).get();
  if (row === undefined) throw new Error(`no person ${personId}`);
  const phones = orm
    .select({ channel: address.channel, address: address.address })
    .from(address)
    .innerJoin(addressPerson, eq(addressPerson.addressId, address.id))
    .where(eq(addressPerson.personId, personId))
    .all();
  const reports = orm
    .select()
    .from(weeklyReport)
    .where(eq(weeklyReport.personId, personId))
    .orderBy(weeklyReport.at)
    .all();
  const asked = orm
    .select({ n: sql<number>`count(*)` })
    .from(ticket)
    .where(inArray(ticket.personId, [personId]))
    .get();
  const given = parts.directory.consents(personId);
  return {
    person: {
      name: row.name,
      called: row.called,
      village: row.village,
      zone: row.zone,
      sex: row.sex,
      born: row.birthYear,
      disability: row.disability,
      language: row.language,
      access: parts.people.person(personId)?.access ?? "usual",
      since: day(row.createdAt),
    },
    roles: parts.people.person(personId)?.roles ?? [],
    helpers: (["kader", "facilitator"] as const).flatMap((kind) =>
      parts.directory.carers(personId, kind).map((c) => c.called ?? c.name ?? ""),
    ),
    phones,
    consents: PURPOSES.flatMap((purpose) => {
      const word = given[purpose];
      return word === undefined ? [] : [{ purpose, given: word.given, at: day(word.at), version: word.version }];
    }),
    reports: reports.map(({ week, mode, profit, answers }) => ({
      week,
      mode,
      profit,
      answers: JSON.parse(answers) as unknown,
    })),
    helpRequests: asked?.n ?? 0,
    requests: parts.requests.of(personId).map(({ no, kind, about, openedAt, doneAt }) => ({
      number: numberOf(no),
      kind,
      about,
      asked: day(openedAt),
      done: doneAt === null ? null : day(doneAt),
    })),
    books: Object.fromEntries(
      (parts.keepers ?? []).flatMap((keeper) => {
        const kept = keeper.dataOf(personId, row.language);
        return kept === undefined ? [] : [[keeper.name, kept]];
      }),
    ),
  };
}

const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** Without the sentences, which stand in the other file. */
function asJson({ books, ...own }: OwnData): string {
  const inBooks = Object.entries(books).map(([name, { data }]) => [name, data]);
  return JSON.stringify({ ...own, ...Object.fromEntries(inBooks) }, null, 2);
}

/** As lines that can be read aloud; `short` for a chat, `whole` for the file that she takes along. */
export function plainText(parts: Parts, data: OwnData, how: "short" | "whole"): string {
  const lang = data.person.language;
  const word = (key: string) => parts.texts.text(lang, `membership:${key}`);
  const line = (key: string, value: string | number | null) =>
    value === null || value === "" ? [] : [`${word(`data.${key}`)}: ${value}`];
  const agreed = data.consents.filter((c) => c.given).map((c) => word(`purpose.${c.purpose}`));
  const lines = [
    ...line("name", data.person.name),
    ...line("called", data.person.called),
    ...line("village", data.person.village),
    ...line("sex", data.person.sex === null ? null : word(`sex.${data.person.sex}`)),
    ...line("born", data.person.born),
    ...line("disability", data.person.disability === null ? null : word("answered")),
    ...line("access", data.person.access === "usual" ? null : word(`manner.${data.person.access}`)),
    ...line("helper", data.helpers.join(", ")),
    ...line("consents", agreed.length === 0 ? word("none") : agreed.join(", ")),
    ...line("reports", data.reports.length),
  ];
  const books = Object.values(data.books);
  if (how === "short") return [...lines, ...books.flatMap(({ short }) => short)].join("\n");
  const reports = data.reports.map((r) => `${r.week}: ${r.profit === null ? "-" : formatMoney(r.profit)}`);
  const asked = data.requests.map((r) => `${r.number}, ${r.asked}: ${r.about ?? word(`request.kind.${r.kind}`)}`);
  const requests = asked.length === 0 ? [] : ["", word("data.requests"), ...asked];
  const phones = data.phones.map((p) => `${p.channel}: ${p.address}`);
  const inBooks = books.flatMap(({ whole }) => ["", ...whole]);
  return [
    ...lines,
    "",
    word("data.phones"),
    ...phones,
    "",
    word("data.weeks"),
    ...reports,
    ...requests,
    ...inBooks,
    "",
  ].join("\n");
}

/** Two files in the home: one to read, one for another programme to take in. They are cleared away after a day. */
export function writeOwnData(parts: Parts, data: OwnData, id: string, today: string) {
  mkdirSync(parts.files, { recursive: true, mode: 0o700 });
  const files = [
    { kind: "text", name: `data-saya-${today}.txt`, mime: "text/plain", content: plainText(parts, data, "whole") },
    { kind: "json", name: `data-saya-${today}.json`, mime: "application/json", content: asJson(data) },
  ] as const;
  return files.map(({ kind, name, mime, content }) => {
    const path = join(parts.files, `${id}.${kind}`);
    writeFileSync(path, content, { mode: 0o600 });
    return { kind, name, mime, path };
  });
}
