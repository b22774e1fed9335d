import { LIMITS } from "../limits.ts";
import { inThread, type LayOut, type Task } from "./thread.ts";

/** Documents that are to be laid out, in their order and so many at once. Nothing of it outlives the process. */
export class LayoutQueue {
  private readonly layOut: LayOut;
  private readonly waiting: (() => void)[] = [];
  private underWay = 0;
  private readonly all = new Set<Promise<void>>();

  constructor(layOut: LayOut) {
    this.layOut = layOut;
  }

  /** No further document may wait in memory. */
  get full(): boolean {
    return this.waiting.length >= LIMITS.documentsWaiting;
  }

  /** Rejects when the document cannot be made. */
  add(task: Task): Promise<void> {
    const made = this.turn().then(async () => {
      try {
        await this.layOut(task);
      } finally {
        this.underWay -= 1;
        this.waiting.shift()?.();
      }
    });
    const over = made.catch(() => {}).finally(() => this.all.delete(over));
    this.all.add(over);
    return made;
  }

  /** Resolves when nothing waits or is under way any more. */
  async settled(): Promise<void> {
    while (this.all.size > 0) await Promise.all(this.all);
  }

  private turn(): Promise<void> {
    if (this.underWay < LIMITS.documentsUnderWay) {
      this.underWay += 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.waiting.push(() => {
        this.underWay += 1;
        resolve();
      });
    });
  }
}

/** The queue that everything in this process shares which makes documents for a chat. */
export const sharedLayout = new LayoutQueue(inThread);
