import { and, desc, eq, inArray } from "drizzle-orm";
import type { Db } from "../db/open.ts";
import { ticket } from "../db/schema/index.ts";

export type Ticket = typeof ticket.$inferSelect;
export type TicketKind = Ticket["kind"];

/** People who wait for a human, and who that is. What they write to each other is never here. */
export class Tickets {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  open(given: Pick<Ticket, "id" | "personId" | "helperId" | "kind" | "flow" | "step" | "openedAt">): void {
    this.db.orm
      .insert(ticket)
      .values({ ...given, state: "open" })
      .run();
  }

  byId(id: string): Ticket | undefined {
    return this.db.orm.select().from(ticket).where(eq(ticket.id, id)).get();
  }

  /** The newest one of a kind that is not closed. */
  pending(personId: string, kind: TicketKind): Ticket | undefined {
    const mine = and(eq(ticket.personId, personId), eq(ticket.kind, kind), inArray(ticket.state, ["open", "talking"]));
    return this.db.orm.select().from(ticket).where(mine).orderBy(desc(ticket.openedAt)).get();
  }

  /** Everything that waits for a helper, oldest first. */
  waitingFor(helperId: string): Ticket[] {
    const mine = and(eq(ticket.helperId, helperId), inArray(ticket.state, ["open", "talking"]));
    return this.db.orm.select().from(ticket).where(mine).orderBy(ticket.openedAt).all();
  }

  setTalking(id: string): void {
    this.db.orm.update(ticket).set({ state: "talking" }).where(eq(ticket.id, id)).run();
  }

  close(id: string, now: number): void {
    this.db.orm.update(ticket).set({ state: "closed", closedAt: now }).where(eq(ticket.id, id)).run();
  }

  /** Nobody waits any more, e.g. when a person is erased. */
  closeAllOf(personId: string, now: number): void {
    const mine = and(eq(ticket.personId, personId), inArray(ticket.state, ["open", "talking"]));
    this.db.orm.update(ticket).set({ state: "closed", closedAt: now }).where(mine).run();
  }
}
