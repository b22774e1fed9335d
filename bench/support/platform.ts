import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { extname, join } from "node:path";

/** What a platform has seen by now. */
export type Seen = { taken: number; refused: number };

/** A platform that counts, in a process of its own; see `platform-child.ts`. */
export class Platform {
  readonly apiRoot: string;
  private readonly child: ChildProcess;

  static async start(allowedPerSecond: number): Promise<Platform> {
    const file = join(import.meta.dirname, `platform-child${extname(import.meta.filename)}`);
    const child = fork(file, [String(allowedPerSecond)]);
    const [{ port }] = (await once(child, "message")) as [{ port: number }];
    return new Platform(child, `http://127.0.0.1:${port}`);
  }

  private constructor(child: ChildProcess, apiRoot: string) {
    this.child = child;
    this.apiRoot = apiRoot;
  }

  async seen(): Promise<Seen> {
    this.child.send("seen");
    const [seen] = (await once(this.child, "message")) as [Seen];
    return seen;
  }

  close(): void {
    this.child.disconnect();
  }
}
