import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Action,
  COMMANDS,
  type Command,
  type CommandOf,
  DENOMINATIONS,
  EXPENSES,
  type Field,
  INCOMES,
  OUTCOMES,
  PAPER_FORMATS,
  PAPERS,
  type Paper,
  parse,
  parseLines,
  printCommand,
  settle,
} from "../../../src/cooperative/commands/index.ts";
import { english, lexicon, MEETING, NORMAL, SEED } from "./kit.ts";

const KINDS = ["principal", "mandatory", "voluntary", "term", "holiday", "education", "solidarity"] as const;

const nameWords = ["Maria", "br", "Sihombing", "Op.", "Nai", "Mak", "Ucok", "D'Rosari", "Ruth", "Sinaga", "Ny-Lim"];
const name = fc
  .array(fc.constantFrom(...nameWords), { minLength: 1, maxLength: 5 })
  .map((words) => words.join(" "))
  .filter((text) => !text.endsWith("."));
const fullName = name.filter((text) => text.replace(/[^A-Za-z]/g, "").length > 1);
const sentence = fc
  .array(fc.constantFrom("beli", "buku", "kertas", "warung", "modal", "kopi"), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(" "));
const no = fc.integer({ min: 1, max: 9_999 });
const member = fc
  .record({ no: fc.option(no, { nil: undefined }), name: fc.option(name, { nil: undefined }) })
  .filter((ref) => ref.no !== undefined || ref.name !== undefined)
  .map(defined);
const amount = fc.oneof(fc.integer({ min: 1, max: 10_000_000_000 }), fc.integer({ min: 1, max: 2_000 }));
const kindAmounts = fc.uniqueArray(fc.record({ kind: fc.constantFrom(...KINDS), amount }), {
  selector: ({ kind }) => kind,
  maxLength: 3,
});
const notes = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...DENOMINATIONS), fc.integer({ min: 0, max: 9_999 })), {
    selector: ([value]) => value,
    maxLength: 5,
  })
  .map((counts) => counts.sort(([a], [b]) => b - a));
const items = fc.uniqueArray(fc.record({ kind: fc.constantFrom(...KINDS, "instalment"), amount }), {
  selector: ({ kind }) => kind,
  minLength: 1,
  maxLength: 5,
});
const day = fc
  .date({ min: new Date("2016-01-01"), max: new Date(NORMAL.today), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const FIELDS: Record<Field, fc.Arbitrary<unknown>> = {
  kind: fc.constantFrom(...KINDS),
  member,
  target: fc.oneof(fc.record({ loan: no }), fc.record({ member }), fc.record({ loan: no, member })),
  amount,
  more: kindAmounts,
  date: day,
  product: fc.constantFrom("darurat", "modal-usaha"),
  method: fc.constantFrom("declining", "flat", "annuity"),
  periods: fc.integer({ min: 1, max: 520 }),
  every: fc.constantFrom("month", "week"),
  ratePpm: fc.integer({ min: 0, max: 1_000_000 }),
  entry: fc.integer({ min: 1, max: 999_999 }),
  pending: fc.integer({ min: 1, max: 999_999 }),
  dispute: fc.integer({ min: 1, max: 999_999 }),
  year: fc.integer({ min: 2000, max: 2099 }),
  difference: fc.integer({ min: 1, max: 999_999 }),
  outcome: fc.constantFrom(...OUTCOMES),
  payers: fc.array(
    fc.record({ member, amount: fc.option(amount, { nil: undefined }) }).map((payer) => defined(payer)),
    { minLength: 1, maxLength: 4 },
  ),
  fund: fc.constant(true),
  reason: sentence,
  code: fc.integer({ min: 1, max: 999_999 }).map(String),
  yes: fc.boolean(),
  month: day.map((date) => date.slice(0, 7)),
  months: fc.integer({ min: 1, max: 120 }),
  category: fc.constantFrom(...EXPENSES),
  source: fc.constantFrom(...INCOMES),
  note: sentence,
  unit: fc.constantFrom("Melati", "Mawar Merah", "Anggrek 2"),
  name: fullName,
  alias: fc.constantFrom("Mak Ucok", "Nai Tumpal"),
  phone: fc.constantFrom("6281234567890", "6285612345678"),
  purpose: sentence,
  paper: fc
    .record({
      statement: fc.constantFrom(...PAPERS),
      account: fc.constantFrom(undefined, 1101, 4101),
      unit: fc.constantFrom(undefined, "Melati", "Mawar Merah", "Anggrek 2"),
      all: fc.constantFrom(undefined, true),
      from: fc.option(day, { nil: undefined }),
    })
    .map((paper) => defined(paper)),
  format: fc.constantFrom(...PAPER_FORMATS),
  notes,
  line: fc.oneof(fc.constant({ absent: true }), fc.constant({ expected: true }), fc.record({ items })),
};

/** Any command, as it comes out of a line that says all of it or only what it must. */
const command: fc.Arbitrary<Command> = fc
  .constantFrom(...(Object.keys(COMMANDS) as Action[]))
  .chain((action) => {
    const { needs, may }: { needs: readonly Field[]; may: readonly Field[] } = COMMANDS[action];
    const parts: Record<string, fc.Arbitrary<unknown>> = { action: fc.constant(action) };
    for (const field of needs) parts[field] = FIELDS[field];
    for (const field of may) parts[field] = fc.option(FIELDS[field], { nil: undefined });
    return fc.record(parts);
  })
  .map((said) => possible(defined(said) as Command));

/** What no line can say is taken out: two kinds the same, a sum that is not the sum, a transfer of nothing. */
function possible(said: Command): Command {
  switch (said.action) {
    case "deposit": {
      const more = said.kind === undefined ? [] : (said.more ?? []).filter(({ kind }) => kind !== said.kind);
      const { more: _, ...rest } = said;
      return more.length > 0 ? { ...rest, more } : rest;
    }
    case "cash-count":
      if (said.notes === undefined) return said;
      return { ...said, amount: said.notes.reduce((sum, [value, pieces]) => sum + value * pieces, 0) };
    case "explain":
    case "reject":
      // Where a longer name ends, and the reason begins, only the books know.
      return said.unit === undefined ? said : { ...said, unit: "Melati" };
    case "disburse-loan":
      return { ...said, target: { ...said.target, loan: said.target.loan ?? 1 } };
    case "receive-transfer":
      return said.entry === undefined && said.amount === undefined ? { ...said, entry: 7 } : said;
    case "settle-difference": {
      const { outcome, member: hers, ...rest } = said;
      if (outcome === "member" && hers !== undefined) return { ...rest, outcome, member: hers };
      return outcome === undefined || outcome === "member" ? rest : { ...rest, outcome };
    }
    case "cover": {
      const { fund, payers, ...rest } = said;
      return payers === undefined ? (fund === undefined ? rest : { ...rest, fund }) : { ...rest, payers };
    }
    case "documents":
      return said.paper === undefined ? { action: said.action } : onePaper(said, said.paper);
    case "meeting-line":
      return { ...said, member: { no: said.member.no ?? 1, ...said.member } };
    default:
      return said;
  }
}

/** One time, one unit or all, an account of the ledger alone, a member where she is asked about. */
function onePaper({ date, month, year, target, format }: CommandOf<"documents">, paper: Paper): Command {
  const { statement, account, unit, all, from } = paper;
  const of = statement === "member-book" || statement === "loan-card" ? { target } : {};
  const spans = date !== undefined && from !== undefined && from <= date;
  const time = date !== undefined ? { date } : month !== undefined ? { month } : { year };
  const only = {
    statement,
    ...(statement === "ledger" ? { account } : {}),
    ...(all === true ? { all } : { unit }),
    ...(spans ? { from } : {}),
  };
  return defined({ action: "documents", paper: defined(only), ...of, ...time, format }) as Command;
}

function defined<T extends Record<string, unknown>>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

const MEETING_ONLY: ReadonlySet<Action> = new Set(["meeting-line", "remove-line", "show-meeting"]);

describe("the grammar", () => {
  it("reads every command back from the way in which it is written out", () => {
    fc.assert(
      fc.property(command, (said) => {
        const text = printCommand(said, lexicon);
        const context = MEETING_ONLY.has(said.action) ? MEETING : NORMAL;
        expect(parse(text, lexicon, context), text).toEqual({ kind: "command", command: said });
      }),
      { ...SEED, numRuns: 4_000 },
    );
  });

  it("takes a draft that has all it must say as the command, and asks for each thing that it lacks", () => {
    fc.assert(
      fc.property(command, (said) => {
        expect(settle(said)).toEqual({ kind: "command", command: said });
        for (const field of COMMANDS[said.action].needs) {
          const { [field]: _, ...draft } = said as Record<string, unknown> & { action: Action };
          expect(settle({ ...draft, action: said.action })).toMatchObject({ kind: "ask", missing: field });
        }
      }),
      SEED,
    );
  });

  const soup = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ..."setor tarik angsur cair lunas wajib sukarela Maria 001 20rb 20 5jt P0001 tgl 12/11".split(" "),
        ),
        fc.constantFrom(
          ..."kemarin , ; : = - ? 10 bulan 1,5% flat x 100rb hitung kas rapat tutup keluar ya".split(" "),
        ),
        fc.constantFrom(..."w20 s50 ok absen sanggah #12 rp ribu juta dua puluh dan untuk ( ) * 👍 br Op.".split(" ")),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 14 },
    )
    .map((words) => words.join(" "));
  const anything = fc.oneof(soup, fc.string({ unit: "grapheme", maxLength: 60 }), fc.string({ maxLength: 700 }));

  it("never throws, whatever is written, and says what it heard in the words that were written", () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const context of [NORMAL, MEETING]) {
          for (const lang of [lexicon, english]) {
            const result = parse(text, lang, context);
            if (result.kind === "ask") for (const { at } of result.heard) expect(at).toBeGreaterThanOrEqual(0);
          }
        }
        parseLines(text.replaceAll(" ", "\n"), lexicon, NORMAL);
      }),
      { ...SEED, numRuns: 3_000 },
    );
  });

  it("takes nothing without a command word for a command", () => {
    const heads = [...lexicon.commands.keys()];
    const words = [
      ..."Maria sudah 20rb lho? 001 sukarela wajib 5jt tgl 12/11 kemarin besok ibu-ibu 10 bulan uang".split(" "),
    ];
    const wordless = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 10 }).map((said) => said.join(" ")),
      fc
        .string({ unit: "grapheme", maxLength: 40 })
        .filter((text) => !heads.some((head) => text.toLowerCase().includes(head))),
    );
    fc.assert(
      fc.property(wordless, (text) => {
        expect(parse(text, lexicon, NORMAL)).toEqual({ kind: "not-a-command" });
      }),
      { ...SEED, numRuns: 1_000 },
    );
  });

  it("takes no question for a command that books", () => {
    fc.assert(
      fc.property(command, (said) => {
        const result = parse(`${printCommand(said, lexicon)}?`, lexicon, NORMAL);
        const free = said.action === "dispute" || said.action === "reject" || said.action === "explain";
        if (result.kind === "command" && !free) expect(LOOKING).toContain(said.action);
      }),
      SEED,
    );
  });
});

const LOOKING =
  "documents document-list slip balance history simulate approvals disputes arrears cash witnesses number-changes differences transfers member-book next-instalment help".split(
    " ",
  );
