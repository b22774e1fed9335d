import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  type Command,
  parse,
  parseLines,
  type Result,
  readAmount,
  type Sheet,
  totalsOf,
  withLine,
} from "../../../src/cooperative/commands/index.ts";
import { dateIn } from "../../../src/zones.ts";
import { lexicon, NORMAL } from "./kit.ts";

type Wanted = "TANYA_JUMLAH" | "BUKAN_PERINTAH" | Record<string, string | number | null>;
const vectors = JSON.parse(readFileSync("tests/cooperative/vectors/cooperative.json", "utf8")) as {
  parser_rupiah: [string, number | "TANYA" | "TOLAK"][];
  perintah: [string, Wanted][];
  mode_rapat: { masukan: string[]; jumlah: Record<string, number>; fisik: number };
  hari_wib: [string, string][];
  opname_kas: { teks: string; fisik: number }[];
};

describe("the vectors of the cooperative", () => {
  it.each(vectors.parser_rupiah)("read %j as %s", (text, wanted) => {
    const reading = readAmount(text);
    if (typeof wanted === "number") expect(reading).toEqual({ kind: "value", rupiah: wanted });
    else expect(reading.kind).toBe(wanted === "TANYA" ? "ask" : "refused");
  });

  it.each(vectors.perintah)("read %j", (text, wanted) => {
    const result = parse(text, lexicon, NORMAL);
    if (wanted === "BUKAN_PERINTAH") expect(result.kind).toBe("not-a-command");
    else if (wanted === "TANYA_JUMLAH") expect(result).toMatchObject({ kind: "ask", missing: "amount" });
    else expect(inWordsOfTheVectors(result)).toEqual(wanted);
  });

  it("come to the sums of the meeting, and to the cash on the table", () => {
    const { masukan, jumlah, fisik } = vectors.mode_rapat;
    const commands = parseLines(masukan.join("\n"), lexicon, NORMAL).lines.map(({ result }) => commandOf(result));
    let sheet: Sheet<number> = new Map();
    for (const command of commands) {
      if (command.action === "meeting-line") sheet = withLine(sheet, command.member.no ?? 0, command.line).sheet;
    }
    const { byKind, total } = totalsOf(sheet, () => []);
    expect({
      wajib: byKind.mandatory,
      sukarela: byKind.voluntary,
      angsur: byKind.instalment,
      duka: byKind.solidarity,
      total,
    }).toEqual(jumlah);
    expect(commands.at(-1)).toEqual({ action: "close-meeting", amount: fisik });
  });

  it.each(vectors.hari_wib)("write %s on the page of %s", (instant, date) => {
    expect(dateIn("Asia/Jakarta", Date.parse(instant))).toBe(date);
  });

  it.each(vectors.opname_kas)("count $teks", ({ teks, fisik }) => {
    expect(parse(teks, lexicon, NORMAL)).toMatchObject({ command: { action: "cash-count", amount: fisik } });
  });
});

function commandOf(result: Result): Command {
  if (result.kind !== "command") throw new Error(`No command: ${JSON.stringify(result)}`);
  return result.command;
}

const ACTIONS: Partial<Record<Command["action"], string>> = {
  deposit: "SETOR",
  withdraw: "TARIK",
  disburse: "CAIR",
  reverse: "BATAL",
  balance: "SALDO",
  "report-deposit": "LAPOR",
};
const KINDS: Record<string, string> = { mandatory: "WAJIB", voluntary: "SUKARELA" };

/** The same command with the vectors' names for its fields. */
function inWordsOfTheVectors(result: Result): Record<string, unknown> {
  const command = commandOf(result);
  const said: Record<string, unknown> = { aksi: ACTIONS[command.action] };
  if ("kind" in command && command.kind !== undefined) said["jenis"] = KINDS[command.kind];
  if ("member" in command && command.member !== undefined)
    said["anggota"] = command.member.name ?? String(command.member.no).padStart(3, "0");
  if ("amount" in command) said["jumlah"] = command.amount;
  if (command.action === "disburse") {
    Object.assign(said, { metode: "MENURUN", tenor: command.periods, jasa_ppm: command.ratePpm });
    said["satuan"] = command.every === "month" ? "BULAN" : "MINGGU";
    expect(command.method).toBe("declining");
  }
  if (command.action === "report-deposit") said["tanggal"] = `${command.date.slice(8)}/${command.date.slice(5, 7)}`;
  if (command.action === "reverse") said["no"] = command.entry ?? null;
  return said;
}
