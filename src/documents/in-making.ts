import type { LayoutQueue } from "./layout-queue.ts";
import type { LayOut } from "./thread.ts";

type State<T> = { is: "making" } | { is: "failed" } | { is: "made"; made: T };

/**
 * What is being made beside the conversation, by the key of the duty that waits for it. In memory alone: the duty is the
 * row that outlives a restart, and then it is made anew.
 */
export class InMaking<T> {
  private readonly layout: LayoutQueue;
  private readonly wake: () => void;
  private readonly states = new Map<string, State<T>>();
  /** Keys of what is over, and of what waited for a place in the queue. */
  private readonly over = new Set<string>();
  private readonly queued = new Set<string>();

  /** `wake`: something is ready, and `ready` is to be asked. */
  constructor({ layout, wake }: { layout: LayoutQueue; wake: () => void }) {
    this.layout = layout;
    this.wake = wake;
  }

  /**
   * What became of it: undefined as long as it is made, or waits for its place; begun with the first call. What is over is
   * given once.
   */
  take(key: string, work: (layOut: LayOut) => Promise<T>): Exclude<State<T>, { is: "making" }> | undefined {
    const state = this.states.get(key);
    if (state === undefined) this.begin(key, work);
    if (state === undefined || state.is === "making") return undefined;
    this.states.delete(key);
    return state;
  }

  /** Keys of duties that may go on now, each once. */
  ready(): string[] {
    if (this.over.size === 0) return [];
    const keys = [...this.over, ...this.queued];
    this.over.clear();
    this.queued.clear();
    return keys;
  }

  private begin(key: string, work: (layOut: LayOut) => Promise<T>): void {
    if (this.layout.full) {
      this.queued.add(key);
      return;
    }
    this.states.set(key, { is: "making" });
    const ends = (state: State<T>) => {
      this.states.set(key, state);
      this.over.add(key);
      this.wake();
    };
    this.layout.run(work).then(
      (made) => ends({ is: "made", made }),
      () => ends({ is: "failed" }),
    );
  }
}
