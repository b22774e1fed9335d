import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../../db/open.ts";
import { rightsRequest } from "../../db/schema/index.ts";

export type RightsRequest = typeof rightsRequest.$inferSelect;
export type RequestKind = RightsRequest["kind"];
export const REQUEST_KINDS = ["correction", "copy", "other"] as const satisfies readonly RequestKind[];

/** `H0012`, as people say it. */
export const numberOf = (no: number): string => `H${String(no).padStart(4, "0")}`;

/** What people asked about their data, for a human to do. */
export class RightsRequests {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** Writes a request down; gives its number. */
  open(given: { personId: string; kind: RequestKind; about: string | null; openedAt: number }): number {
    return this.db.orm.insert(rightsRequest).values(given).returning({ no: rightsRequest.no }).get().no;
  }

  byNo(no: number): RightsRequest | undefined {
    return this.db.orm.select().from(rightsRequest).where(eq(rightsRequest.no, no)).get();
  }

  /** What waits, the oldest first. */
  waiting(limit: number): RightsRequest[] {
    return this.db.orm
      .select()
      .from(rightsRequest)
      .where(isNull(rightsRequest.doneAt))
      .orderBy(asc(rightsRequest.openedAt), asc(rightsRequest.no))
      .limit(limit)
      .all();
  }

  countWaiting(personId?: string): number {
    const hers = personId === undefined ? undefined : eq(rightsRequest.personId, personId);
    const found = this.db.orm
      .select({ n: sql<number>`count(*)` })
      .from(rightsRequest)
      .where(and(isNull(rightsRequest.doneAt), hers))
      .get();
    return found?.n ?? 0;
  }

  of(personId: string): RightsRequest[] {
    return this.db.orm.select().from(rightsRequest).where(eq(rightsRequest.personId, personId)).all();
  }

  /** False: it was done already, perhaps by somebody else a moment ago. */
  finish(no: number, done: { by: string; answer: string; at: number }): boolean {
    const open = and(eq(rightsRequest.no, no), isNull(rightsRequest.doneAt));
    const set = { doneAt: done.at, doneBy: done.by, answer: done.answer };
    return this.db.orm.update(rightsRequest).set(set).where(open).run().changes === 1;
  }

  /** HAPUS: the words go, and nothing waits any more. That she asked, and when, stays. */
  empty(personId: string, now: number): void {
    const hers = eq(rightsRequest.personId, personId);
    this.db.orm.update(rightsRequest).set({ about: null, answer: null }).where(hers).run();
    this.db.orm
      .update(rightsRequest)
      .set({ doneAt: now })
      .where(and(hers, isNull(rightsRequest.doneAt)))
      .run();
  }
}
