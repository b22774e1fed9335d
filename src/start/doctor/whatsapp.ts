import { existsSync } from "node:fs";
import type Sqlite from "better-sqlite3";
import { alertOf } from "../../channels/whatsapp/alerts.ts";
import { isOpenToOthers, readKeyFile } from "../../channels/whatsapp/key-file.ts";
import { LEASE_MS } from "../../channels/whatsapp/lease.ts";
import { silenceConsole } from "../../channels/whatsapp/quiet.ts";
import type { WhatsAppConfig } from "../../config.ts";
import { connect } from "../../db/open.ts";
import { RukunError } from "../../errors.ts";
import { homePaths } from "../../home.ts";
import { type Check, ok, wrong } from "./check.ts";

const NAME = "whatsapp";

/** How the WhatsApp link of a home stands, as far as it can be seen without connecting: that would end another one. */
export async function linkChecks(config: WhatsAppConfig, home: string, now: number): Promise<Check[]> {
  const { database } = homePaths(home);
  if (!existsSync(database)) return [told("not-linked")];
  const sqlite = connect(database, { readonly: true });
  try {
    return [await linkCheck(sqlite, config.keyFile), ...keyFileChecks(config), ...leaseChecks(sqlite, now)];
  } finally {
    sqlite.close();
  }
}

/** Who may read the file that opens the link. Seen from outside also while Rukun runs. */
export function keyFileChecks({ keyFile }: WhatsAppConfig): Check[] {
  if (!existsSync(keyFile) || !isOpenToOthers(keyFile)) return [];
  return [wrong(NAME, `Other users of this machine can read the key of the link, ${keyFile}.`, `chmod 600 ${keyFile}`)];
}

async function linkCheck(sqlite: Sqlite.Database, keyFile: string): Promise<Check> {
  if (!hasTable(sqlite) || sqlite.prepare("SELECT 1 FROM device_key LIMIT 1").get() === undefined)
    return told("not-linked");
  silenceConsole();
  const { linkedAs } = await import("../../channels/whatsapp/index.ts");
  try {
    const linked = linkedAs(sqlite, readKeyFile(keyFile));
    return linked === undefined ? told("not-linked") : ok(NAME, `Linked as ${numberOf(linked)}.`);
  } catch (error) {
    if (error instanceof RukunError && error.code === "whatsapp.key") return told("key");
    throw error;
  }
}

/** Our own number, for the operator: `+6281100000000`. */
export function numberOf({ phone, lid }: { phone?: string; lid?: string }): string {
  return phone === undefined ? (lid ?? "a number that WhatsApp does not tell") : `+${phone}`;
}

/** With no Rukun on this home somebody else, or a process that has just crashed, still has it. */
function leaseChecks(sqlite: Sqlite.Database, now: number): Check[] {
  if (!hasTable(sqlite)) return [];
  const until = sqlite.prepare("SELECT until FROM channel_lease WHERE channel = ?").pluck().get(NAME);
  if (typeof until !== "number" || until <= now || until > now + LEASE_MS) return [];
  const how = "End it. One that has crashed lets go by itself within half a minute.";
  return [wrong(NAME, "Another process uses the WhatsApp link of this home.", how)];
}

/** A database of before WhatsApp gets its tables at the next start. */
const hasTable = (sqlite: Sqlite.Database) =>
  sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = 'device_key'").get() !== undefined;

function told(reason: "not-linked" | "key"): Check {
  const { what, how } = alertOf(reason);
  return wrong(NAME, what, how);
}
