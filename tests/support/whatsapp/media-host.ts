import { createCipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Agent } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { getMediaKeys, type MediaType } from "@whiskeysockets/baileys";

/** Where WhatsApp's encrypted files are fetched from and uploaded to. */
export class MediaHost {
  /** What was uploaded, still encrypted. */
  readonly uploads: Buffer[] = [];
  /** Paths that were asked for. */
  readonly asked: string[] = [];
  /** Bytes of bodies that were written out. */
  served = 0;
  /** Uploads are refused. */
  isFull = false;
  readonly #files = new Map<string, Buffer>();
  readonly #announced = new Map<string, number>();
  readonly #http: Server;
  #port = 0;

  private constructor() {
    this.#http = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(): Promise<MediaHost> {
    const host = new MediaHost();
    await new Promise<void>((resolve) => host.#http.listen(0, "127.0.0.1", resolve));
    host.#port = (host.#http.address() as AddressInfo).port;
    return host;
  }

  get root(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Baileys uploads with https only: this agent gives it a plain connection. */
  get uploadOptions() {
    class PlainAgent extends Agent {
      override createConnection(options: { host?: string; port?: number }) {
        return connect(Number(options.port), String(options.host));
      }
    }
    const hostname = `127.0.0.1:${this.#port}`;
    return { fetchAgent: new PlainAgent() as Agent, customUploadHosts: [{ hostname, maxContentLengthBytes: 2 ** 26 }] };
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  /** Puts an encrypted file here and gives the fields of the message that names it. */
  async add(bytes: Uint8Array, type: MediaType) {
    const mediaKey = randomBytes(32);
    const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, type);
    if (!macKey) throw new Error("Baileys derives no MAC key.");
    const cipher = createCipheriv("aes-256-cbc", cipherKey, iv);
    const secret = Buffer.concat([cipher.update(bytes), cipher.final()]);
    const mac = createHmac("sha256", macKey).update(iv).update(secret).digest().subarray(0, 10);
    const directPath = `/v/t62.7118-24/${randomBytes(8).toString("hex")}.enc?ccb=11-4`;
    const encrypted = Buffer.concat([secret, mac]);
    this.#files.set(directPath, encrypted);
    return {
      mimetype: "image/jpeg",
      mediaKey,
      directPath,
      url: `https://mmg.whatsapp.net${directPath}`,
      fileLength: bytes.length,
      fileSha256: createHash("sha256").update(bytes).digest(),
      fileEncSha256: createHash("sha256").update(encrypted).digest(),
    };
  }

  /** Changes what lies at a path. */
  replace(path: string, change: (file: Buffer) => Buffer): void {
    this.#files.set(path, change(this.#files.get(path) ?? Buffer.alloc(0)));
  }

  /** A path that announces a length and would then go on for ever. */
  addEndless(path: string, announced: number): void {
    this.#announced.set(path, announced);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "";
    if (request.method === "POST") return this.#upload(request, response);
    this.asked.push(path);
    const announced = this.#announced.get(path);
    if (announced !== undefined) return this.#pour(announced, response);
    const file = this.#files.get(path);
    if (file === undefined) return void response.writeHead(404).end();
    this.served += file.length;
    response.writeHead(200).end(file);
  }

  /** `announced` 0: no length is told. */
  #pour(announced: number, response: ServerResponse): void {
    response.writeHead(200, announced > 0 ? { "content-length": announced } : {});
    const block = Buffer.alloc(64 * 1024);
    const more = () => {
      if (response.destroyed) return;
      this.served += block.length;
      response.write(block, () => setImmediate(more));
    };
    response.flushHeaders();
    setImmediate(more);
  }

  async #upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (this.isFull) return void response.writeHead(507).end("{}");
    this.uploads.push(Buffer.concat(chunks));
    const direct_path = `/v/up/${this.uploads.length}.enc`;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ url: `https://mmg.whatsapp.net${direct_path}`, direct_path }));
  }
}
