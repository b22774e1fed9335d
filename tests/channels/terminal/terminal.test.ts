import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { COMMANDS, readLine } from "../../../src/channels/terminal/commands.ts";
import { TerminalChannel } from "../../../src/channels/terminal/index.ts";
import { FixedClock } from "../../../src/clock.ts";
import type { OutgoingBody } from "../../../src/conversation/channel.ts";
import { Inbox } from "../../contract/inbox.ts";

describe("readLine", () => {
  it.each([
    ["Siti", { kind: "text", text: "Siti" }],
    ["  dua kata ", { kind: "text", text: "  dua kata " }],
    ["/start kode", { kind: "text", text: "/start kode" }],
    ["/fotografi", { kind: "text", text: "/fotografi" }],
    ["/foto", { kind: "media", media: "photo" }],
    ["/foto a.jpg belanja  pasar", { kind: "media", media: "photo", ref: "a.jpg", caption: "belanja pasar" }],
    ["/suara b.ogg", { kind: "media", media: "voice", ref: "b.ogg" }],
    ["/berkas c.pdf", { kind: "media", media: "document", ref: "c.pdf" }],
    ["/lokasi -7.8 110.4", { kind: "location", latitude: -7.8, longitude: 110.4 }],
    ["/lokasi rumah", { kind: "location", latitude: -6.1754, longitude: 106.8272 }],
    ["/kontak", { kind: "other", what: "contact" }],
    ["/ubah 50 ribu", { kind: "edited", text: "50 ribu" }],
  ])("reads %j", (line, expected) => {
    expect(readLine(line, COMMANDS)).toEqual(expected);
  });

  it("takes other words for its commands", () => {
    expect(readLine("/photo", { ...COMMANDS, photo: "/photo" })).toEqual({ kind: "media", media: "photo" });
  });
});

function terminal(options: Partial<ConstructorParameters<typeof TerminalChannel>[0]> = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  const channel = new TerminalChannel({ input, output, clock: new FixedClock(5), ...options });
  const shown = () => String(output.read() ?? "");
  const send = (body: OutgoingBody, address = "terminal") =>
    channel.send({ key: "k", address, body }, new AbortController().signal);
  return { input, channel, inbox: new Inbox(), shown, send };
}

describe("the terminal", () => {
  it("shows files by name and place, and the text under them", async () => {
    const { send, shown } = terminal();
    await send({ text: "Ini buku kasnya.", file: { name: "kas.csv", mime: "text/csv", path: "/home/kas.csv" } });
    expect(shown()).toBe("[kas.csv] /home/kas.csv\nIni buku kasnya.\n\n");
  });

  it("hands over what was typed before the end, and then says that it is the end", async () => {
    const { input, channel, inbox } = terminal({ onEnd: () => ended(inbox.texts()) });
    let ended: (texts: string[]) => void = () => {};
    const end = new Promise<string[]>((resolve) => {
      ended = resolve;
    });
    await channel.start(inbox.receive);
    input.end("satu\n\n  \ndua tanpa akhir baris");
    expect(await end).toEqual(["satu", "dua tanpa akhir baris"]);
    await channel.stop();
  });

  it("does not call its own stop an end", async () => {
    let ends = 0;
    const { channel, inbox } = terminal({ onEnd: () => ends++ });
    await channel.start(inbox.receive);
    await channel.stop();
    expect(ends).toBe(0);
  });

  it("asks again under a message where lines are edited", async () => {
    const { channel, inbox, input, shown, send } = terminal({ interactive: true, texts: { prompt: "Ibu: " } });
    await channel.start(inbox.receive);
    expect(shown()).toContain("Ibu: ");
    input.write("hal");
    await send({ text: "Selamat pagi" });
    const screen = shown();
    expect(screen.indexOf("Selamat pagi")).toBeLessThan(screen.lastIndexOf("Ibu: hal"));
    await channel.stop();
  });

  it("has another id for each line of each run", async () => {
    const runs = [terminal(), terminal()];
    const ids: string[] = [];
    for (const { channel, inbox, input } of runs) {
      await channel.start(inbox.receive);
      input.write("sama\nsama\n");
      await inbox.stored(2);
      await channel.stop();
      ids.push(...inbox.messages.map(({ id }) => id));
    }
    expect(new Set(ids).size).toBe(4);
  });
});
