import type Sqlite from "better-sqlite3";
import { inTransaction } from "../../db/open.ts";
import type { NewId } from "../../ids.ts";
import type { AuditChain } from "../audit/chain.ts";

export type Trustee = { id: string; name: string; publicKey: Buffer; setAt: number };

/** The person outside, to whom everything is sealed unless she is struck out, and to whom the last escalation goes. */
export class Trustees {
  private readonly sqlite: Sqlite.Database;
  private readonly audit: AuditChain;

  constructor(sqlite: Sqlite.Database, audit: AuditChain) {
    this.sqlite = sqlite;
    this.audit = audit;
  }

  current(): Trustee | undefined {
    const find = this.sqlite.prepare(
      "SELECT id, name, public_key AS publicKey, set_at AS setAt FROM trustee WHERE ended_at IS NULL",
    );
    return find.get() as Trustee | undefined;
  }

  /** Whose key it is: hers now, or of an earlier one, who keeps what was sealed to her. */
  ofKey(publicKey: Buffer): Pick<Trustee, "id" | "name"> | undefined {
    const find = this.sqlite.prepare("SELECT id, name FROM trustee WHERE public_key = ?");
    return find.get(publicKey) as Pick<Trustee, "id" | "name"> | undefined;
  }

  /** Sets her, in place of an earlier one, who keeps what was sealed to her. Only the public key is stored. */
  set(name: string, publicKey: Buffer, { newId, now }: { newId: NewId; now: number }): Trustee {
    const id = newId();
    inTransaction(this.sqlite, () => {
      const ended = this.sqlite.prepare("UPDATE trustee SET ended_at = ? WHERE ended_at IS NULL RETURNING id").pluck();
      const before = ended.get(now);
      if (typeof before === "string") this.audit.append({ actor: before, alias: null, action: "trustee.ended" }, now);
      this.sqlite
        .prepare("INSERT INTO trustee (id, name, public_key, set_at) VALUES (?, ?, ?, ?)")
        .run(id, name, publicKey, now);
      this.audit.append({ actor: id, alias: null, action: "trustee.set" }, now);
    });
    this.audit.settle();
    return { id, name, publicKey, setAt: now };
  }
}
