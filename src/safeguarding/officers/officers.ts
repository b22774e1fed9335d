import type Sqlite from "better-sqlite3";
import { inTransaction } from "../../db/open.ts";
import { RukunError } from "../../errors.ts";
import type { NewId } from "../../ids.ts";
import type { AuditChain } from "../audit/chain.ts";
import { wiping } from "../crypto/bytes.ts";
import { KEY_BYTES, KeyPair, sealTo } from "../crypto/keys.ts";
import type { Random } from "../crypto/random.ts";
import { CodeSheets, type Unlocked } from "../vault/codes.ts";
import type { Vault } from "../vault/vault.ts";

export type Officer = {
  id: string;
  personId: string;
  publicKey: Buffer;
  enrolledAt: number;
  rotatedAt: number | null;
  revokedAt: number | null;
};

/** The role that somebody must have to be enrolled. */
export const OFFICER_ROLE = "protection";

export type OfficerParts = {
  sqlite: Sqlite.Database;
  vault: Vault;
  audit: AuditChain;
  random: Random;
  newId: NewId;
};

const COLUMNS = `id, person_id AS personId, public_key AS publicKey, enrolled_at AS enrolledAt, rotated_at AS rotatedAt,
  revoked_at AS revokedAt`;

/** The officers: enrolled, given new sheets and revoked at the server's terminal, and nowhere else. */
export class Officers {
  readonly sheets: CodeSheets;
  private readonly parts: OfficerParts;

  constructor(parts: OfficerParts) {
    this.parts = parts;
    this.sheets = new CodeSheets(parts.vault);
  }

  all(): Officer[] {
    return this.parts.sqlite.prepare(`SELECT ${COLUMNS} FROM officer ORDER BY enrolled_at, id`).all() as Officer[];
  }

  /** The officer that a person is now. */
  ofPerson(personId: string): Officer | undefined {
    const find = this.parts.sqlite.prepare(`SELECT ${COLUMNS} FROM officer WHERE person_id = ? AND revoked_at IS NULL`);
    return find.get(personId) as Officer | undefined;
  }

  /** Errors: `officer.role`, `officer.there`. */
  checkMayBe(personId: string): void {
    if (this.ofPerson(personId) !== undefined) throw new RukunError("officer.there", "she is an officer already");
    const find = this.parts.sqlite.prepare("SELECT 1 FROM person_role WHERE person_id = ? AND role = ?");
    if (find.get(personId, OFFICER_ROLE) === undefined)
      throw new RukunError("officer.role", `she needs the role ${OFFICER_ROLE} first`);
  }

  /** Makes a person an officer; returns her codes, which are nowhere else. Errors: `officer.role`, `officer.there`. */
  async enrol(personId: string, now: number): Promise<{ officer: Officer; codes: string[] }> {
    const { sqlite, random, newId } = this.parts;
    this.checkMayBe(personId);
    const keys = KeyPair.fromSeed(random(KEY_BYTES));
    const { publicKey } = keys;
    try {
      const codes = await this.sheets.make(keys, random);
      const officer = { id: newId(), personId, publicKey, enrolledAt: now, rotatedAt: null, revokedAt: null };
      this.act(officer.id, "officer.enrolled", now, () =>
        sqlite
          .prepare("INSERT INTO officer (id, person_id, public_key, enrolled_at) VALUES (?, ?, ?, ?)")
          .run(officer.id, personId, publicKey, now),
      );
      return { officer, codes };
    } finally {
      keys.wipe();
    }
  }

  /**
   * Gives an officer a new key and sheet. With a code of the old sheet her cases go with her. Without one they are read
   * by the others only. Returns the new codes. Errors: `officer.code`, `officer.locked`, `officer.no-sheet`.
   */
  async rotate(officer: Officer, code: string | undefined, now: number): Promise<string[]> {
    const { random, sqlite } = this.parts;
    const old = code === undefined ? undefined : await this.opened(officer, code);
    const keys = KeyPair.fromSeed(random(KEY_BYTES));
    try {
      const codes = await this.sheets.make(keys, random);
      this.act(officer.id, "officer.rotated", now, () => {
        if (old === undefined) sqlite.prepare("DELETE FROM safe_wrap WHERE recipient = ?").run(officer.id);
        else this.carryOver(officer.id, old, keys.publicKey);
        sqlite
          .prepare("UPDATE officer SET public_key = ?, rotated_at = ? WHERE id = ?")
          .run(keys.publicKey, now, officer.id);
      });
      this.sheets.drop(officer.publicKey);
      return codes;
    } finally {
      old?.wipe();
      keys.wipe();
    }
  }

  /** Ends an officer: nothing new is sealed to her, and her key is destroyed with her sheet. Nobody else gains anything. */
  revoke(officer: Officer, now: number): void {
    this.act(officer.id, "officer.revoked", now, () => {
      this.parts.sqlite.prepare("UPDATE officer SET revoked_at = ? WHERE id = ?").run(now, officer.id);
      this.parts.sqlite.prepare("DELETE FROM safe_wrap WHERE recipient = ?").run(officer.id);
    });
    this.sheets.drop(officer.publicKey);
  }

  /**
   * BUKA: opens an officer's key with a code, and writes down that she opened or was locked out. The key is to be wiped
   * after its few minutes. Errors: `safe.busy`.
   */
  async unlock(officer: Officer, typed: string, now: number): Promise<Unlocked> {
    const unlocked = await this.sheets.unlock(officer.publicKey, typed, "read");
    if (unlocked.kind === "open") this.act(officer.id, "officer.opened", now, () => {});
    if (unlocked.kind === "locked" && unlocked.now) this.act(officer.id, "officer.locked", now, () => {});
    return unlocked;
  }

  /** Lets an officer use her codes again who was locked out. */
  free(officer: Officer, now: number): void {
    this.act(officer.id, "officer.freed", now, () => {});
    this.sheets.free(officer.publicKey);
  }

  /** How many cases she may read, and how many of them nobody else. */
  casesOf(id: string): { readable: number; alone: number } {
    const count = this.parts.sqlite.prepare(
      `SELECT count(*) AS readable, coalesce(sum(NOT EXISTS (
         SELECT 1 FROM safe_wrap AS other WHERE other.case_id = own.case_id AND other.no = 1
         AND other.recipient <> own.recipient)), 0) AS alone
       FROM safe_wrap AS own WHERE no = 1 AND recipient = ?`,
    );
    return count.get(id) as { readable: number; alone: number };
  }

  /** Destroys sheets that no officer's key belongs to: left by an enrolment or rotation that was cut off. */
  tidy(): void {
    const used = new Set(this.all().flatMap((o) => (o.revokedAt === null ? [o.publicKey.toString("hex")] : [])));
    for (const key of this.sheets.publicKeys()) if (!used.has(key.toString("hex"))) this.sheets.drop(key);
  }

  private async opened(officer: Officer, code: string): Promise<KeyPair> {
    const unlocked = await this.sheets.unlock(officer.publicKey, code, "rotate");
    if (unlocked.kind === "open") return unlocked.keys;
    if (unlocked.kind === "locked") throw new RukunError("officer.locked", "she is locked out: free her first");
    if (unlocked.kind === "none") throw new RukunError("officer.no-sheet", "she has no sheet: rotate without a code");
    throw new RukunError("officer.code", "that is none of her codes, or it was used");
  }

  private carryOver(recipient: string, old: KeyPair, to: Buffer): void {
    const { sqlite } = this.parts;
    const wraps = sqlite.prepare("SELECT case_id, no, box FROM safe_wrap WHERE recipient = ?").all(recipient) as Wrap[];
    const write = sqlite.prepare("UPDATE safe_wrap SET box = ? WHERE case_id = ? AND no = ? AND recipient = ?");
    for (const { case_id, no, box } of wraps) {
      const dek = old.open(box);
      wiping([dek], () => write.run(sealTo(to, dek), case_id, no, recipient));
    }
  }

  private act(
    actor: string,
    action: Parameters<AuditChain["append"]>[0]["action"],
    now: number,
    work: () => void,
  ): void {
    inTransaction(this.parts.sqlite, () => {
      work();
      this.parts.audit.append({ actor, alias: null, action }, now);
    });
    this.parts.audit.settle();
  }
}

type Wrap = { case_id: Buffer; no: number; box: Buffer };
