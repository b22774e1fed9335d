import type Sqlite from "better-sqlite3";
import { randomId } from "../../ids.ts";
import {
  AuditChain,
  CaseParts,
  Officers,
  type SafeSettings,
  systemRandom,
  Trustees,
  type Vault,
} from "../../safeguarding/index.ts";
import type { Zone } from "../../zones.ts";

/** Database and vault of a home, with what is done to them outside of a chat. */
export type Safe = {
  home: string;
  programme: string;
  sqlite: Sqlite.Database;
  vault: Vault;
  audit: AuditChain;
  officers: Officers;
  trustees: Trustees;
  cases: CaseParts;
  /** Undefined: the programme has none. */
  settings: SafeSettings | undefined;
  zone: Zone;
};

export function safeOf(given: Pick<Safe, "home" | "programme" | "sqlite" | "vault" | "settings" | "zone">): Safe {
  const { sqlite, vault, zone } = given;
  const audit = new AuditChain(sqlite, vault);
  return {
    ...given,
    audit,
    officers: new Officers({ sqlite, vault, audit, random: systemRandom, newId: randomId }),
    trustees: new Trustees(sqlite, audit),
    cases: new CaseParts({ sqlite, vault, zone, random: systemRandom }),
  };
}
