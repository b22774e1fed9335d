import { unreadable, wiping } from "../crypto/bytes.ts";
import { openContent, sealContent } from "../crypto/content.ts";
import { KEY_BYTES, type KeyPair, sealTo } from "../crypto/keys.ts";
import type { Random } from "../crypto/random.ts";
import { LIMITS } from "../limits.ts";
import type { Recipient } from "../officers/recipients.ts";
import type { ShredKeys } from "../vault/shred-keys.ts";
import type { CaseRows, ItemKind, ItemRow } from "./rows.ts";

/** Somebody who has opened her key: an officer with a code, the trustee with her words. */
export type Reader = { id: string; keys: KeyPair };

/** An item that was opened; `plain` is to be emptied after use. */
export type OpenItem = { no: number; kind: ItemKind; onDate: string; plain: Buffer };

/** Seals what is told and answered, each item under a key of its own, and opens it. */
export class SealedItems {
  private readonly rows: CaseRows;
  private readonly shred: ShredKeys;
  private readonly random: Random;

  constructor({ rows, shred, random }: { rows: CaseRows; shred: ShredKeys; random: Random }) {
    this.rows = rows;
    this.shred = shred;
    this.random = random;
  }

  /**
   * Seals an item to its readers as the next one of a case. `plain` is emptied. Returns its number.
   * Errors: `safe.sealed` when the case is destroyed.
   */
  add(caseId: Buffer, kind: ItemKind, plain: Buffer, to: { readers: readonly Recipient[]; today: string }): number {
    const no = this.rows.nextNo(caseId);
    const dek = this.random(KEY_BYTES);
    return wiping([dek, plain], () => {
      const block = blockOf(kind);
      const body = this.shred.using(caseId, (shred) =>
        sealContent({ dek, shred }, bound(caseId, no, kind), plain, { random: this.random, block }),
      );
      if (body === undefined) throw unreadable();
      this.rows.addItem(caseId, { kind, onDate: to.today, body }, no);
      for (const { id, publicKey } of to.readers) this.rows.addWrap(caseId, no, id, sealTo(publicKey, dek));
      return no;
    });
  }

  /** Opens all that a reader can open of a case; undefined when it is destroyed. Errors: `safe.sealed`. */
  open(caseId: Buffer, reader: Reader): OpenItem[] | undefined {
    return this.shred.using(caseId, (shred) =>
      this.rows.items(caseId, reader.id).map((row) => ({ ...short(row), plain: opened(caseId, row, reader, shred) })),
    );
  }

  /** Gives another one what a reader can read herself. */
  share(caseId: Buffer, reader: Reader, to: Recipient): void {
    for (const { no, box } of this.rows.items(caseId, reader.id)) {
      const dek = reader.keys.open(box);
      wiping([dek], () => this.rows.addWrap(caseId, no, to.id, sealTo(to.publicKey, dek)));
    }
  }
}

const short = ({ no, kind, onDate }: ItemRow) => ({ no, kind, onDate });

function opened(caseId: Buffer, { no, kind, body, box }: ItemRow, { keys }: Reader, shred: Buffer): Buffer {
  const dek = keys.open(box);
  return wiping([dek], () => openContent({ dek, shred }, bound(caseId, no, kind), body));
}

const blockOf = (kind: ItemKind): number => (kind === "file" ? LIMITS.fileBlock : LIMITS.block);

/** Where an item belongs: in another case, at another place or as another kind it does not open. */
const bound = (caseId: Buffer, no: number, kind: ItemKind): Buffer =>
  Buffer.concat([caseId, Buffer.from(JSON.stringify([no, kind]))]);
