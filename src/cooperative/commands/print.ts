import { formatMoney, moneyInWords } from "../../flow/understand/index.ts";
import { accountCode } from "../accounts.ts";
import {
  type Command,
  type Draft,
  type Fields,
  type MemberRef,
  namesUnit,
  type Paper,
  type Payer,
  type Target,
  takes,
} from "./command.ts";
import type { Lexicon } from "./lexicon.ts";

/**
 * A command as it may be typed again, for "Maksudnya: …?" and for the log: `parse` gives the same command back. Names
 * and notes stand as they were written.
 */
export function printCommand(command: Command, lexicon: Lexicon): string {
  const word = (path: string): string => lexicon.first.get(path) ?? path;
  const said = [wordOf(command, word), ...ORDER.map((part) => part(command, word))];
  return said.filter((part) => part !== "").join(" ");
}

type Word = (path: string) => string;
type Printer = (said: Draft, word: Word) => string;

function wordOf(command: Command, word: Word): string {
  if (command.action === "confirm") return word(command.yes ? "command.yes" : "command.no");
  if (command.action === "meeting-line") return "";
  return word(`command.${command.action === "disburse-loan" ? "disburse" : command.action}`);
}

/** Without a zero before it a figure may be money, so the number says that it is one. */
const numbered = (no: number, word: Word): string =>
  no < 100 ? String(no).padStart(3, "0") : `${word("mark.number")} ${no}`;
const who = ({ no, name = "" }: MemberRef, word: Word): string =>
  [no === undefined ? "" : numbered(no, word), name].filter((part) => part !== "").join(" ");
const whose = ({ loan, member }: Target, word: Word): string =>
  [member === undefined ? "" : who(member, word), loan === undefined ? "" : `P${String(loan).padStart(4, "0")}`]
    .filter((part) => part !== "")
    .join(" ");

/** Below a thousand a figure alone is asked, so it is spelled. */
export const money = (rupiah: number): string =>
  rupiah < 1000 ? moneyInWords(rupiah) : formatMoney(rupiah).replace(" ", "");

const rate = (ppm: number): string => `${String(ppm / 10_000).replace(".", ",")}%`;
const day = (iso: string): string => iso.split("-").reverse().join("/");
const month = (iso: string): string => iso.split("-").reverse().join("/");

/** The order in which a line says its parts. */
const ORDER: readonly Printer[] = [
  ({ paper }, word) => (paper === undefined ? "" : paperWords(paper, word)),
  ({ entry }) => (entry === undefined ? "" : `#${entry}`),
  ({ pending }) => (pending === undefined ? "" : String(pending)),
  ({ year }) => (year === undefined ? "" : String(year)),
  ({ difference }) => (difference === undefined ? "" : String(difference)),
  ({ outcome }, word) => (outcome === undefined || outcome === "member" ? "" : word(`outcome.${outcome}`)),
  ({ dispute }) => (dispute === undefined ? "" : String(dispute)),
  ({ code = "" }) => code,
  ({ category }, word) => (category === undefined ? "" : word(`expense.${category}`)),
  ({ source }, word) => (source === undefined ? "" : word(`income.${source}`)),
  ({ member }, word) => (member === undefined ? "" : who(member, word)),
  ({ phone }) => (phone === undefined ? "" : `+${phone}`),
  ({ target }, word) => (target === undefined ? "" : whose(target, word)),
  ({ kind }, word) => (kind === undefined ? "" : word(`kind.${kind}`)),
  ({ action, amount, notes }) =>
    action === "cash-count" ? counted(amount, notes) : amount === undefined ? "" : money(amount),
  ({ more = [] }, word) => more.map(({ kind, amount }) => `${word(`kind.${kind}`)} ${money(amount)}`).join(" "),
  ({ payers = [] }, word) => paidBy(payers, word),
  ({ fund }, word) => (fund === true ? `${word("mark.from")} ${word("fund")}` : ""),
  ({ action, unit = "" }, word) => {
    if (takes(action, "unit") && !namesUnit(action)) return "";
    return unit !== "" && action in MARKED_UNIT ? `${word(MARKED_UNIT[action] ?? "")} ${unit}` : unit;
  },
  ({ product = "" }) => product,
  ({ method }, word) => (method === undefined ? "" : word(`method.${method}`)),
  ({ periods, every }, word) =>
    periods === undefined || every === undefined ? "" : `${periods} ${word(`period.${every}`)}`,
  ({ ratePpm }) => (ratePpm === undefined ? "" : rate(ratePpm)),
  ({ months }, word) => (months === undefined ? "" : `${months} ${word("period.month")}`),
  ({ month: said }) => (said === undefined ? "" : month(said)),
  ({ name = "" }) => name,
  ({ alias }, word) => (alias === undefined ? "" : `${word("mark.alias")} ${alias}`),
  ({ line }, word) => (line === undefined ? "" : meetingLine(line, word)),
  ({ paper }, word) =>
    paper?.from === undefined ? "" : `${word("mark.date")} ${day(paper.from)} ${word("mark.until")}`,
  ({ date }, word) => (date === undefined ? "" : `${word("mark.date")} ${day(date)}`),
  ({ reason = "" }) => reason,
  ({ note = "" }) => note,
  ({ paper }, word) => (paper?.unit === undefined ? "" : `${word("mark.unit")} ${paper.unit}`),
  ({ format }, word) => (format === undefined ? "" : word(`format.${format}`)),
  ({ action, unit }, word) => (unit === undefined || namesUnit(action) ? "" : `${word("mark.unit")} ${unit}`),
  ({ purpose }, word) => (purpose === undefined ? "" : `${word("mark.purpose")} ${purpose}`),
];

/** What stands before a unit where its name alone could be something else. */
const MARKED_UNIT: Partial<Record<Draft["action"], string>> = {
  "receive-transfer": "mark.from",
  slip: "mark.unit",
  explain: "mark.unit",
  "pass-on": "mark.unit",
  approvals: "mark.unit",
  approve: "mark.unit",
  reject: "mark.unit",
  disputes: "mark.unit",
  arrears: "mark.unit",
  cash: "mark.unit",
};

const paperWords = ({ statement, account, all }: Paper, word: Word): string =>
  [
    word(`paper.${statement}`),
    ...(account === undefined ? [] : [accountCode(account)]),
    ...(all === true ? [word("everywhere")] : []),
  ].join(" ");

const paidBy = (payers: readonly Payer[], word: Word): string => {
  const said = payers.map(({ member, amount }) =>
    [who(member, word), amount === undefined ? "" : money(amount)].filter((part) => part !== "").join(" "),
  );
  return said.length === 0 ? "" : `${word("mark.from")} ${said.join(", ")}`;
};

function counted(amount = 0, notes?: Fields["notes"]): string {
  if (notes === undefined) return money(amount);
  if (notes.length === 0) return "0";
  return notes.map(([value, pieces]) => `Rp${value} x ${pieces}`).join(", ");
}

function meetingLine(line: Fields["line"], word: Word): string {
  if ("absent" in line) return word("absent");
  if ("expected" in line) return word("expected");
  return line.items
    .map(({ kind, amount }) =>
      amount < 1000 ? `${word(`letter.${kind}`)} ${money(amount)}` : `${word(`letter.${kind}`)}${amount}`,
    )
    .join(" ");
}
