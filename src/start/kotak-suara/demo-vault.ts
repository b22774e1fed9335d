import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { connect } from "../../db/open.ts";
import { homePaths } from "../../home.ts";
import { randomId } from "../../ids.ts";
import type { Runtime } from "../../runtime.ts";
import {
  AuditChain,
  inFours,
  KeyPair,
  OFFICER_ROLE,
  Officers,
  systemRandom,
  Trustees,
  Vault,
  vaultPaths,
  wordsOfKey,
} from "../../safeguarding/index.ts";
import { dateIn } from "../../zones.ts";
import { keyLines, sheetLines, sheetOf } from "./sheet.ts";

/** Nobody is to be protected there, and a visitor is not to wait. */
const DEMO_COST = { passes: 1, memoryBytes: 64 * 1024 };
const SHEETS = "demo-kotak-suara.txt";
/** Codes that the page shows at once. */
const SHOWN = 3;

const demoSchema = z.object({ officers: z.record(z.string(), z.array(z.string())), trustee: z.array(z.string()) });
type DemoSecrets = z.infer<typeof demoSchema>;

/** What lies open beside the demo's vault: by it a vault is known to be a demo's. */
const markerOf = (home: string): string => join(vaultPaths(home).folder, "DEMO.json");

/** A vault whose codes lie beside it, for invented people. */
export const isDemoVault = (home: string): boolean => existsSync(markerOf(home));

/** Somebody wrote from a real phone once: no codes of such a home lie open, even while no channel is on. */
function hasRealPeople(home: string): boolean {
  const { database } = homePaths(home);
  if (!existsSync(database)) return false;
  const sqlite = connect(database, { readonly: true });
  try {
    if (sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = 'address'").get() === undefined) return false;
    return sqlite.prepare("SELECT 1 FROM address WHERE channel NOT LIKE 'simulator-%' LIMIT 1").get() !== undefined;
  } finally {
    sqlite.close();
  }
}

/**
 * Opens the demo's vault, and makes it anew where the database is new: its cases went with the old one. Undefined where
 * the home has a vault that is none of the demo's, or people who are not invented: both are left alone.
 */
export function openDemoVault(home: string): Vault | undefined {
  const { folder, keyFile } = vaultPaths(home);
  if ((Vault.exists(home) && !isDemoVault(home)) || hasRealPeople(home)) return undefined;
  if (!isDemoVault(home) || !existsSync(homePaths(home).database)) {
    for (const path of [folder, keyFile, join(home, SHEETS)]) rmSync(path, { recursive: true, force: true });
    Vault.create(home, systemRandom);
    write(home, { officers: {}, trustee: [] });
  }
  return Vault.open(home, DEMO_COST);
}

/** Enrols the demo's officers and trustee, and writes their sheets into a file that says what it is. Once. */
export async function enrolDemoOfficers(runtime: Runtime, vault: Vault): Promise<void> {
  const { db, directory, options } = runtime;
  const { home, clock, content, programme } = options;
  const { texts } = content;
  const now = clock.now();
  const officers = officersOf(runtime, vault);
  const known = secretsOf(home);
  for (const { id } of directory.withRole(OFFICER_ROLE))
    if (officers.ofPerson(id) === undefined) known.officers[id] = (await officers.enrol(id, now)).codes;
  const trustees = new Trustees(db.sqlite, new AuditChain(db.sqlite, vault));
  if (trustees.current() === undefined) {
    const keys = KeyPair.fromSeed(systemRandom(32));
    known.trustee = wordsOfKey(keys);
    trustees.set(texts.text("id", "officer-sheet:demo.trustee"), keys.publicKey, { newId: randomId, now });
    keys.wipe();
  }
  write(home, known);
  const date = dateIn(programme.zone, now);
  const sheets = Object.entries(known.officers).flatMap(([id, codes]) => {
    const name = directory.withRole(OFFICER_ROLE).find((one) => one.id === id)?.name ?? id;
    return sheetLines(sheetOf(texts, { name, codes, date, lang: "id" }));
  });
  const lines = [texts.text("id", "officer-sheet:demo.title"), ...sheets, ...keyLines(texts, known.trustee, "id")];
  writeFileSync(join(home, SHEETS), `${lines.join("\n")}\n`, { mode: 0o600 });
}

/** What a visitor of the simulator is told of a demo officer: some of her next codes. Undefined for who is none. */
export function demoNote(runtime: Runtime, vault: Vault, personId: string): string | undefined {
  const officers = officersOf(runtime, vault);
  const officer = officers.ofPerson(personId);
  const codes = secretsOf(vault.home).officers[personId];
  if (officer === undefined || codes === undefined) return undefined;
  const used = codes.length - (officers.sheets.state(officer.publicKey)?.left ?? 0);
  const next = codes.slice(used, used + SHOWN).map((code) => inFours(code, "-"));
  const { texts } = runtime.options.content;
  return texts.text("id", "officer-sheet:demo.note", { codes: next.join(", "), file: SHEETS });
}

const officersOf = ({ db: { sqlite } }: Runtime, vault: Vault): Officers =>
  new Officers({ sqlite, vault, audit: new AuditChain(sqlite, vault), random: systemRandom, newId: randomId });

function secretsOf(home: string): DemoSecrets {
  return demoSchema.parse(JSON.parse(readFileSync(markerOf(home), "utf8")));
}

function write(home: string, secrets: DemoSecrets): void {
  writeFileSync(markerOf(home), JSON.stringify(secrets), { mode: 0o600 });
}
