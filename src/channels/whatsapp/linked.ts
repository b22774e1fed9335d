import type { AuthenticationCreds } from "@whiskeysockets/baileys";
import type Sqlite from "better-sqlite3";
import { addressOf } from "./addresses.ts";
import { DeviceKeys } from "./device-keys.ts";

/** Who this Rukun is on WhatsApp. */
export type LinkedAs = { phone?: string; lid?: string };

/** Has a phone confirmed the link? A pairing that was begun and left has a number, but no account. */
export function isLinked({ me, account }: AuthenticationCreds): boolean {
  return me !== undefined && account !== undefined;
}

/** The linked number, or undefined where none is. Throws RukunError `whatsapp.key`: that is not the same as none. */
export function linkedAs(sqlite: Sqlite.Database, key: Buffer): LinkedAs | undefined {
  const creds = new DeviceKeys(sqlite, "whatsapp", key).creds();
  return creds !== undefined && isLinked(creds) ? numbersOf(creds) : undefined;
}

export function numbersOf({ me }: AuthenticationCreds): LinkedAs {
  const phone = addressOf(me?.id);
  const lid = addressOf(me?.lid);
  return { ...(phone !== undefined && { phone }), ...(lid !== undefined && { lid }) };
}
