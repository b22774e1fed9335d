import { LIMITS } from "../limits.ts";
import { inThread, type LayOut, type Task } from "./thread.ts";

/** Documents that are to be made, in their order and so many at once. Nothing of it outlives the process. */
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
    return this.run((layOut) => layOut(task));
  }

  /** In its turn, what has to be reckoned before it can be laid out. Rejects as the work does. */
  run<T>(work: (layOut: LayOut) => Promise<T>): Promise<T> {
    const made = this.turn().then(async () => {
      try {
        return await work(this.layOut);
      } finally {
        this.underWay -= 1;
        this.waiting.shift()?.();
      }
    });
    const ignored = () => {};
    const over: Promise<void> = made.then(ignored, ignored).finally(() => this.all.delete(over));
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
