import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/**
 * A line that goes bad on command, in front of a server on loopback: it can be cut, lose what the server answers, or go
 * silent with both ends still open.
 */
export class TcpProxy {
  readonly #server: Server;
  readonly #pairs = new Set<{ client: Socket; upstream: Socket }>();
  #mode: "open" | "silent" | "deaf" | "closed" = "open";
  /** Connections that were made through it. */
  connections = 0;

  private constructor(target: number) {
    this.#server = createServer((client) => this.#join(client, connect(target, "127.0.0.1")));
  }

  static async to(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends every connection at once; new ones go through. */
  cut(): void {
    for (const { client, upstream } of this.#pairs) {
      client.destroy();
      upstream.destroy();
    }
  }

  /** Cuts, and ends new connections too, until `open`. */
  shut(): void {
    this.#mode = "closed";
    this.cut();
  }

  /** What the server answers is lost from now on. */
  loseReplies(): void {
    this.#mode = "deaf";
  }

  /** Nothing goes through any more, and nobody is told. */
  goSilent(): void {
    this.#mode = "silent";
  }

  open(): void {
    this.#mode = "open";
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(client: Socket, upstream: Socket): void {
    if (this.#mode === "closed") {
      client.destroy();
      upstream.destroy();
      return;
    }
    this.connections += 1;
    const pair = { client, upstream };
    this.#pairs.add(pair);
    client.on("data", (bytes) => {
      if (this.#mode !== "silent") upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (this.#mode === "open") client.write(bytes);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => {
        other.destroy();
        this.#pairs.delete(pair);
      });
    }
  }
}
