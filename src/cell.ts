import { RukunError } from "./errors.ts";
import type { Runtime } from "./runtime.ts";

/**
 * The runtime of today. The simulator's reset ends it and begins another over a new database; who needs the runtime
 * asks for it each time.
 */
export class Cell {
  private current: Runtime | undefined;
  private readonly make: () => Runtime;

  constructor(make: () => Runtime) {
    this.make = make;
  }

  get isOpen(): boolean {
    return this.current !== undefined;
  }

  get runtime(): Runtime {
    if (this.current !== undefined) return this.current;
    throw new RukunError("runtime.closed", "Rukun is just being made anew: try again", { retryable: true });
  }

  /** Opens the database; nothing is received or sent yet. */
  open(): Runtime {
    this.current = this.make();
    return this.current;
  }

  start(): Promise<void> {
    return this.runtime.start();
  }

  /** Safe to call twice. What is under way is finished first. */
  async stop(): Promise<void> {
    const ending = this.current;
    await ending?.stop();
    if (this.current === ending) this.current = undefined;
  }

  /** A minute has passed. Between two runtimes nothing is due. */
  async tick(): Promise<void> {
    await this.current?.tickGently();
  }
}
