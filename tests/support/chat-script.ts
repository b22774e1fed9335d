/**
 * A transcript that a programme officer can read, `tests/flows/*.chat`:
 *
 *     # Ibu Sari melapor lewat HP-nya sendiri
 *     = 2026-11-20 16:00
 *     Ibu Sari: lapor
 *     Rukun:
 *       Minggu ini usaha Ibu Sari jalan?
 *       1. Ya, jalan
 *     (+1d)
 *
 * `@ Ibu Sari, Kak Dewi` shows only what these people get. `= date time` sets the clock (WIB); `(+1d)` moves it and does
 * what falls due; `(listrik mati 2w)` moves it without power, and does then what is still due; `(foto)`, `(suara)`, `(stiker)`,
 * `(lokasi)` after a name are what she sends instead of words; `Rukun > Bu Rina:` is what somebody else gets. Lines that
 * stand below a name, two spaces in, are one message of several lines. `(sinyal Ibu Endang putus)` takes the signal from
 * a phone: what she writes then waits, until `(sinyal Ibu Endang kembali)` hands all of it over at once.
 * The eight digits of a receipt are written as xxxxxxxx, a nomor simpanan as xxxx xxxx xxxx xxxx; `(nomor simpanan)` and
 * `(empat angka terakhir)` in what somebody writes stand for the last one that was shown.
 */
export type Line =
  | { kind: "comment"; raw: string; at: number }
  | { kind: "clock"; raw: string; at: number; instant: string }
  | { kind: "only"; raw: string; at: number; names: string[] }
  | { kind: "wait"; raw: string; at: number; ms: number; power: boolean }
  | { kind: "person"; raw: string; at: number; who: string; says: string }
  | { kind: "signal"; raw: string; at: number; who: string; on: boolean }
  | { kind: "bot"; at: number; who: string; text: string };

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

export function parseScript(source: string): Line[] {
  const lines: Line[] = [];
  const rows = source.split("\n");
  for (let i = 0; i < rows.length; i++) {
    const raw = rows[i] ?? "";
    const at = i + 1;
    if (raw.trim() === "" || raw.startsWith("#")) {
      lines.push({ kind: "comment", raw, at });
      continue;
    }
    const clock = /^= (\d{4}-\d\d-\d\d) (\d\d:\d\d)$/.exec(raw);
    const wait = /^\((\+|listrik mati )(\d+)([mhdw])\)$/.exec(raw);
    const bot = /^Rukun(?: > (.+))?:$/.exec(raw);
    const person = /^([^:]+): (.*)$/.exec(raw);
    const several = /^([^:]+):$/.exec(raw);
    const signal = /^\(sinyal (.+) (putus|kembali)\)$/.exec(raw);
    if (raw.startsWith("@ ")) lines.push({ kind: "only", raw, at, names: raw.slice(2).split(", ") });
    else if (clock !== null) lines.push({ kind: "clock", raw, at, instant: `${clock[1]}T${clock[2]}:00+07:00` });
    else if (wait !== null) {
      const ms = Number(wait[2]) * UNITS[wait[3] as keyof typeof UNITS];
      lines.push({ kind: "wait", raw, at, ms, power: wait[1] === "+" });
    } else if (bot !== null) {
      const text: string[] = [];
      while (/^( {2}|$)/.test(rows[i + 1] ?? "x") && (rows[i + 1] !== "" || /^ {2}/.test(rows[i + 2] ?? "")))
        text.push((rows[++i] ?? "").slice(2));
      lines.push({ kind: "bot", at, who: bot[1] ?? "", text: text.join("\n") });
    } else if (signal !== null) {
      lines.push({ kind: "signal", raw, at, who: signal[1] ?? "", on: signal[2] === "kembali" });
    } else if (several !== null) {
      const says: string[] = [];
      while (/^ {2}/.test(rows[i + 1] ?? "")) says.push((rows[++i] ?? "").slice(2));
      const whole = [raw, ...says.map((said) => `  ${said}`)].join("\n");
      lines.push({ kind: "person", raw: whole, at, who: several[1] ?? "", says: says.join("\n") });
    } else if (person !== null) lines.push({ kind: "person", raw, at, who: person[1] ?? "", says: person[2] ?? "" });
    else throw new Error(`line ${at} is not understood: ${raw}`);
  }
  return lines;
}

/** The transcript as it was lived, in the same form: to compare, and to write when it is new. */
export function formatBot(who: string, text: string): string {
  const head = who === "" ? "Rukun:" : `Rukun > ${who}:`;
  return [head, ...text.split("\n").map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
}
