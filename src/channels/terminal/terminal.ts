import { randomUUID } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../clock.ts";
import type { Capabilities, Channel, Inbound, Outgoing, Receive, SendResult } from "../../conversation/channel.ts";
import { RukunError } from "../../errors.ts";
import { type PresentedMessage, present } from "../present.ts";
import { COMMANDS, readLine, type TerminalCommands } from "./commands.ts";

/** How a terminal channel is made. */
export type TerminalOptions = {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  clock: Clock;
  name?: string;
  /** The one address; whoever sits there. */
  address?: string;
  /** The few things that are read there besides the conversation. */
  texts?: Partial<TerminalTexts>;
  /** Line editing and a prompt; by default where the input is a terminal. */
  interactive?: boolean;
  /** Ctrl-D, or the end of piped input: everything typed was handed over. The answers may still be on their way. */
  onEnd?: () => void;
  /** Waits before a line that could not be stored is handed over again. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
};

export type TerminalTexts = {
  prompt: string;
  /** How a file is shown. */
  file: (name: string, path: string) => string;
  commands: TerminalCommands;
};

const TEXTS: TerminalTexts = {
  prompt: "> ",
  file: (name, path) => `[${name}] ${path}`,
  commands: COMMANDS,
};

/** Like a phone's, so that a conversation looks here as it looks there. */
const MAX_TEXT = 4_096;
const RETRY_MS = 1_000;
const CLEAR_LINE = "\r\u001b[K";

const MIMES: Record<string, string> = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".ogg": "audio/ogg",
  ".mp4": "video/mp4",
  ".pdf": "application/pdf",
};

/**
 * One person at a terminal: for trying a conversation without a phone. Lines are messages, choices are answered by
 * their numbers, `/foto berkas.jpg` stands for a photo.
 *
 * @example
 * const channel = new TerminalChannel({ input: process.stdin, output: process.stdout, clock, onEnd: shutDown });
 */
export class TerminalChannel implements Channel {
  readonly name: string;
  readonly can: Capabilities = {
    choices: "numbers",
    maxText: MAX_TEXT,
    initiate: true,
    deletion: false,
    media: ["document"],
    rate: { perSecond: 1_000, perChatPerSecond: 1_000, burst: 1_000 },
  };

  readonly #options: TerminalOptions;
  readonly #address: string;
  readonly #texts: TerminalTexts;
  readonly #isInteractive: boolean;
  /** Ids of another run of the program must be other ids. */
  readonly #run = randomUUID();
  /** Typed and not yet stored; the first in line is handed over first. */
  readonly #pending: Inbound[] = [];
  #count = 0;
  #lines: Interface | undefined;
  #receive: Receive | undefined;
  #stopping = new AbortController();
  #isHandingOver = false;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.name = options.name ?? "terminal";
    this.#address = options.address ?? "terminal";
    this.#texts = { ...TEXTS, ...options.texts };
    this.#isInteractive = options.interactive ?? ("isTTY" in options.input && options.input.isTTY === true);
  }

  async start(receive: Receive): Promise<void> {
    if (this.#receive !== undefined) throw new RukunError("terminal.started", "The channel was started already.");
    this.#receive = receive;
    this.#stopping = new AbortController();
    const { input, output } = this.#options;
    const terminal = this.#isInteractive;
    const lines = createInterface({ input, ...(terminal && { output }), terminal, prompt: this.#texts.prompt });
    lines.on("line", (line) => this.#take(line));
    // In line editing the key comes here, not as a signal to the process.
    lines.on("SIGINT", () => lines.close());
    lines.on("close", () => this.#end(lines));
    this.#lines = lines;
    if (this.#isInteractive) lines.prompt();
    this.#handOverSoon();
  }

  async stop(): Promise<void> {
    const lines = this.#lines;
    this.#receive = undefined;
    this.#lines = undefined;
    this.#stopping.abort();
    lines?.close();
  }

  /** Resolves when the stream has taken the text; a stream that is gone leaves it unknown whether it was read. */
  async send({ address, body }: Outgoing, signal: AbortSignal): Promise<SendResult> {
    if (address !== this.#address) return { kind: "unreachable", code: "terminal.address" };
    for (const part of present(body, this.can)) {
      signal.throwIfAborted();
      await this.#show(part);
    }
    return { kind: "sent" };
  }

  /** The reference is the path that was typed. */
  async fetchMedia(ref: string, maxBytes: number, signal: AbortSignal): Promise<{ bytes: Uint8Array; mime: string }> {
    const found = await stat(ref).catch(() => undefined);
    if (found?.isFile() !== true) throw new RukunError("media.gone", "There is no such file.");
    if (found.size > maxBytes) throw new RukunError("media.too-large", `The file has more than ${maxBytes} bytes.`);
    const mime = MIMES[extname(ref).toLowerCase()] ?? "application/octet-stream";
    return { bytes: await readFile(ref, { signal }), mime };
  }

  async health(): Promise<{ ok: boolean; what: string }> {
    return { ok: true, what: "A person at this terminal." };
  }

  #take(line: string): void {
    if (line.trim() === "") {
      this.#lines?.prompt();
      return;
    }
    this.#count += 1;
    this.#pending.push({
      id: `${this.#run}:${this.#count}`,
      address: this.#address,
      sentAt: this.#options.clock.now(),
      content: readLine(line, this.#texts.commands),
    });
    this.#handOverSoon();
  }

  /** Lines that arrive together (pasted, piped) are one batch. */
  #handOverSoon(): void {
    if (this.#isHandingOver || this.#pending.length === 0) return;
    this.#isHandingOver = true;
    setImmediate(() => {
      this.#isHandingOver = false;
      this.#handOver();
    });
  }

  #handOver(): void {
    if (this.#receive === undefined || this.#pending.length === 0) return;
    const messages = [...this.#pending];
    try {
      this.#receive({ channel: this.name, messages });
      this.#pending.splice(0, messages.length);
    } catch {
      // Whoever threw has logged it; here the lines only wait for their next turn.
      const wait = this.#options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}));
      void wait(RETRY_MS, this.#stopping.signal).then(() => this.#handOverSoon());
    }
  }

  /** The input is over, or was closed by `stop`, which has let go of it before. */
  #end(lines: Interface): void {
    if (this.#lines !== lines) return;
    this.#handOver();
    this.#options.onEnd?.();
  }

  /** One that exists in memory only cannot be opened from here. */
  #named(file: NonNullable<PresentedMessage["file"]>): string {
    return "path" in file ? this.#texts.file(file.name, file.path) : `[${file.name}]`;
  }

  #show({ text, file }: PresentedMessage): Promise<void> {
    const shown = [file === undefined ? "" : this.#named(file), text].filter((line) => line !== "");
    const clear = this.#isInteractive ? CLEAR_LINE : "";
    return new Promise((resolve, reject) => {
      this.#options.output.write(`${clear}${shown.join("\n")}\n\n`, (error) => {
        if (error) return reject(new RukunError("terminal.output", "The terminal is gone.", { cause: error }));
        // What was being typed appears again under the message.
        if (this.#isInteractive) this.#lines?.prompt(true);
        resolve();
      });
    });
  }
}
