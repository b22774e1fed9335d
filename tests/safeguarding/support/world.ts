import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Db } from "../../../src/db/open.ts";
import { randomId } from "../../../src/ids.ts";
import {
  CaseParts,
  CaseStore,
  KeyPair,
  Mailboxes,
  Officers,
  type Report,
  Trustees,
  Vault,
} from "../../../src/safeguarding/index.ts";
import { addPerson, NOW, openHome } from "../../db/home.ts";

export { NOW };

/** Codes and numbers cost next to nothing here; crypto/codes.test.ts has the real cost. */
export const CHEAP = { passes: 1, memoryBytes: 64 * 1024 };

/** A home with a vault; everything real but the time. */
export class SafeWorld {
  readonly home: string;
  db: Db;
  vault: Vault;
  parts: CaseParts;

  constructor() {
    this.home = mkdtempSync(join(tmpdir(), "rukun-safe-"));
    Vault.create(this.home, randomBytes);
    ({ db: this.db, vault: this.vault, parts: this.parts } = SafeWorld.openedAt(this.home));
  }

  get cases(): CaseStore {
    return new CaseStore(this.parts);
  }

  get mailboxes(): Mailboxes {
    return new Mailboxes(this.parts);
  }

  get officers(): Officers {
    const { vault, db, parts } = this;
    return new Officers({ sqlite: db.sqlite, vault, audit: parts.audit, random: randomBytes, newId: randomId });
  }

  /** Enrols a new person, who has the role. */
  async officer(name: string): Promise<{ id: string; personId: string; codes: string[] }> {
    this.person(name);
    const { officer, codes } = await this.officers.enrol(name, NOW);
    return { id: officer.id, personId: name, codes };
  }

  /** A person with the role of officers; her id is her name. */
  person(name: string): void {
    addPerson(this.db, name, name);
    this.db.sqlite.prepare("INSERT INTO person_role (person_id, role, since) VALUES (?, 'protection', 0)").run(name);
  }

  /** An officer without codes, whose key the test holds: for everything that is not about codes. */
  quickOfficer(name: string): { id: string; personId: string; keys: KeyPair } {
    this.person(name);
    const keys = KeyPair.fromSeed(randomBytes(32));
    const id = randomId();
    this.db.sqlite
      .prepare("INSERT INTO officer (id, person_id, public_key, enrolled_at) VALUES (?, ?, ?, ?)")
      .run(id, name, keys.publicKey, this.officers.all().length);
    return { id, personId: name, keys };
  }

  trustee(): { id: string; keys: KeyPair } {
    const keys = KeyPair.fromSeed(randomBytes(32));
    const { id } = new Trustees(this.db.sqlite, this.parts.audit).set("Ibu Luar", keys.publicKey, {
      newId: randomId,
      now: NOW,
    });
    return { id, keys };
  }

  /** As after a restart: nothing in memory is left. */
  restart(between: () => void = () => {}): void {
    this.stop();
    between();
    ({ db: this.db, vault: this.vault, parts: this.parts } = SafeWorld.openedAt(this.home));
  }

  stop(): void {
    this.vault.close();
    this.db.sqlite.close();
  }

  drop(): void {
    if (this.db.sqlite.open) this.stop();
    const beside = readdirSync(dirname(this.home)).filter((name) => name.startsWith(basename(this.home)));
    for (const name of beside) rmSync(join(dirname(this.home), name), { recursive: true, force: true });
  }

  /** Database and vault of a home, opened. */
  static openedAt(home: string): { db: Db; vault: Vault; parts: CaseParts } {
    const db = openHome(home);
    const vault = Vault.open(home, CHEAP);
    const parts = new CaseParts({ sqlite: db.sqlite, vault, zone: "Asia/Jakarta", random: randomBytes });
    return { db, vault, parts };
  }
}

/** A report about a service, unless something else is said. */
export const report = (given: Partial<Report> & { text?: string } = {}): Report => {
  const { text = "Cerita", ...rest } = given;
  return {
    category: 6,
    danger: false,
    child: false,
    story: Buffer.from(text),
    files: [],
    struckOut: [],
    receipt: undefined,
    ...rest,
  };
};
