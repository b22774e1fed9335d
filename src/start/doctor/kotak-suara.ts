import { existsSync } from "node:fs";
import type Sqlite from "better-sqlite3";
import { DAY } from "../../clock.ts";
import {
  copiedOn,
  copiesIn,
  isStale,
  loadSafeSettings,
  SAFE_LIMITS,
  Vault,
  vaultPaths,
  waitingFor,
} from "../../safeguarding/index.ts";
import type { Zone } from "../../zones.ts";
import { copiesFolder } from "../kotak-suara/daily-copy.ts";
import { doubts, type Guarded, NAME, refusals } from "../kotak-suara/guards.ts";
import { type Safe, safeOf } from "../kotak-suara/safe.ts";
import { counted } from "../words.ts";
import { type Check, looked, ok, wrong } from "./check.ts";

/** Copies older than this are missed. */
const COPY_DUE = 2 * DAY;

/** Kotak Suara for the doctor: why it does not start, what is missing, how it stands. Without a word of any case. */
export function kotakSuaraChecks(
  given: Guarded,
  sqlite: Sqlite.Database | undefined,
  zone: Zone,
  now: number,
): Check[] {
  const { config, root } = given;
  const { home, programme, kotakSuara } = config;
  if (kotakSuara.mode === "demo") return [ok(NAME, "The demo's, whose codes lie open in the home.")];
  if (kotakSuara.mode === "off") {
    const there = existsSync(vaultPaths(home).database);
    return [
      ok(NAME, there ? "Off, though the home has a vault: KOTAK_SUARA=on." : "Off: nobody can report in confidence."),
    ];
  }
  const refused = refusals(given);
  if (refused.length > 0 || sqlite === undefined) return [...refused, ...doubts(given)];
  return looked(NAME, "See docs/KOTAK-SUARA.md, When something goes wrong.", () => {
    const vault = Vault.open(home);
    try {
      const { settings } = loadSafeSettings(root, programme);
      const safe = safeOf({ home, programme, sqlite, vault, settings, zone });
      const found = [...doubts(given), ...safeChecks(safe, copiesFolder(config), now)];
      return found.length > 0 ? found : [ok(NAME, standingLines(safe).join(" "))];
    } finally {
      vault.close();
    }
  });
}

/** How it stands: numbers and names of readers, nothing of cases but how many are open. */
export function standingLines({ officers, trustees, audit, sqlite }: Safe): string[] {
  const active = officers.all().filter(({ revokedAt }) => revokedAt === null);
  const open = sqlite.prepare("SELECT count(*) FROM safe_case WHERE status <> 'selesai'").pluck().get() as number;
  const chain = audit.verify();
  return [
    `Officers: ${active.length}; trustee: ${trustees.current()?.name ?? "none"}.`,
    `${counted(open, "case")} open.`,
    ...(chain.kind === "whole" ? [`The audit is whole: ${counted(chain.lines, "line")}, ending ${chain.head}.`] : []),
  ];
}

/** What must be mended, one line each with what to do. */
export function safeChecks(safe: Safe, copies: string, now: number): Check[] {
  return [
    ...peopleChecks(safe, now),
    ...copyChecks(safe, copies, now),
    ...caseChecks(safe),
    ...chainChecks(safe),
    ...referralChecks(safe, now),
  ];
}

function peopleChecks({ officers, trustees, cases, settings, zone, sqlite }: Safe, now: number): Check[] {
  const found: Check[] = [];
  const active = officers.all().filter(({ revokedAt }) => revokedAt === null);
  if (active.length < 2) {
    const what = "Fewer than two officers: whoever is reported must be able to be struck out.";
    found.push(wrong(NAME, what, "rukun officer enrol <person>."));
  }
  const name = sqlite.prepare("SELECT coalesce(name, called, id) FROM person WHERE id = ?").pluck();
  for (const { personId, publicKey } of active) {
    const who = String(name.get(personId));
    const state = officers.sheets.state(publicKey);
    if (state === undefined) found.push(wrong(NAME, `${who} has no sheet.`, `rukun officer rotate "${who}" --lost.`));
    else if (state.locked)
      found.push(wrong(NAME, `${who} is locked out.`, `Ask her in person, then rukun officer free "${who}".`));
    else if (state.left <= SAFE_LIMITS.fewCodes)
      found.push(wrong(NAME, `${who} has ${counted(state.left, "code")} left.`, `rukun officer rotate "${who}".`));
  }
  const trustee = trustees.current();
  if (trustee === undefined) return [...found, wrong(NAME, "No trustee.", 'rukun trustee set "<name>".')];
  const calendar = { zone, holidays: settings?.holidays ?? new Set<string>() };
  const aliases = new Set(waitingFor(cases, trustee.id, calendar, now).map(({ alias }) => alias));
  if (aliases.size > 0) {
    const what = `${counted(aliases.size, "case waits", "cases wait")} for the trustee: the officers did not act.`;
    found.push(wrong(NAME, what, `Call ${trustee.name}: rukun trustee overdue, then rukun trustee read.`));
  }
  return found;
}

function copyChecks({ vault }: Safe, folder: string, now: number): Check[] {
  const found: Check[] = [];
  const copied = copiedOn(vault);
  if (copied === undefined || Date.parse(copied) < now - COPY_DUE)
    found.push(
      wrong(
        NAME,
        "No copy of the vault of the last two days.",
        "rukun vault copy <folder>; is KOTAK_SUARA_COPIES there?",
      ),
    );
  const old = copiesIn(folder).filter(({ madeAt }) => madeAt <= now - (SAFE_LIMITS.vaultCopyDays + 1) * DAY).length;
  if (old > 0) {
    const what = `${counted(old, "copy is", "copies are")} older than a week in ${folder}: what was destroyed is in them.`;
    found.push(
      wrong(NAME, what, `rukun vault copy ${folder} destroys them; a snapshot of the disk must not keep them.`),
    );
  }
  return found;
}

function caseChecks({ cases }: Safe): Check[] {
  const lost = cases.rows.ids().filter((id) => !cases.shred.has(id) && cases.shred.gone(id) === undefined).length;
  if (lost === 0) return [];
  const what = `${counted(lost, "case")} without a key: an older vault was put here.`;
  return [wrong(NAME, what, "Put the newer one back, with Rukun stopped.")];
}

function chainChecks({ audit }: Safe): Check[] {
  const chain = audit.verify();
  const how = "Find out who could write the database, or whether an older backup was restored.";
  if (chain.kind === "broken") return [wrong(NAME, `The audit was changed: line ${chain.line} does not fit.`, how)];
  if (chain.kind === "shorter")
    return [wrong(NAME, `The audit ends at line ${chain.lines} and had ${chain.known}: its end is missing.`, how)];
  return [];
}

function referralChecks({ settings, programme, cases }: Safe, now: number): Check[] {
  const file = `programmes/${programme}/kotak-suara.yaml`;
  if (settings === undefined) {
    const what = `${file} is missing or not usable: no numbers of others who help.`;
    return [wrong(NAME, what, "rukun flows check says what is wrong in it.")];
  }
  return settings.referrals
    .filter((referral) => isStale(referral, cases.today(now)))
    .map(({ name, phone, verifiedAt }) =>
      wrong(
        NAME,
        `${name} (${phone}) was last made sure of on ${verifiedAt}.`,
        `Call it, then write today's date in ${file}.`,
      ),
    );
}
