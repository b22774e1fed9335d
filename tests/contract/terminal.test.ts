import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { TerminalChannel } from "../../src/channels/terminal/index.ts";
import { FixedClock } from "../../src/clock.ts";
import { channelContract } from "./contract.ts";
import type { ChannelHarness, HarnessSupport } from "./harness.ts";

const supports: HarnessSupport = {
  manyPeople: false,
  taps: false,
  wait: false,
  lostReply: true,
  unreachable: false,
  refused: false,
  survivesRestart: false,
  fetchMedia: true,
  removes: false,
  removesHeard: false,
  protects: false,
};

function terminalHarness(): ChannelHarness {
  const input = new PassThrough();
  const shown: string[] = [];
  let isGone = false;
  const output = new Writable({
    autoDestroy: false,
    write(chunk, _, done) {
      shown.push(String(chunk).trimEnd());
      done(isGone ? new Error("EPIPE") : null);
    },
  });
  output.on("error", () => {});
  const folder = mkdtempSync(join(tmpdir(), "rukun-terminal-"));
  const channel = new TerminalChannel({ input, output, clock: new FixedClock(0), wait: async () => {} });
  const unsupported = () => {
    throw new Error("A terminal cannot do this.");
  };
  return {
    supports,
    people: ["terminal"],
    waitMs: 0,
    open: () => channel,
    userSends: (_, text) => void input.write(`${text}\n`),
    userSendsBurst: (_, texts) => void input.write(texts.map((text) => `${text}\n`).join("")),
    userSendsUnknown: () => void input.write("/kontak\n"),
    userSendsPhoto: (_, bytes) => {
      const path = join(folder, "foto.jpg");
      writeFileSync(path, bytes);
      input.write(`/foto ${path}\n`);
    },
    userTaps: unsupported,
    delivered: () => shown.map((text) => ({ text, buttons: [] })),
    lastFile: () => {
      const name = /^\[([^\]]+)\]$/m.exec(shown.join("\n"))?.[1];
      return name === undefined ? undefined : { name };
    },
    removed: () => 0,
    isProtected: () => false,
    answerNext: (what) => {
      if (what !== "lost") unsupported();
      isGone = true;
    },
    block: unsupported,
    close: async () => rmSync(folder, { recursive: true }),
  };
}

channelContract("The terminal", supports, terminalHarness);
