import { z } from "zod";
import { action, type Begun, type Heard, type Module, type Outcome } from "../../src/conversation/module.ts";
import type { ModuleParts } from "../../src/module-parts.ts";
import { contentWith } from "../support/content.ts";
import { membershipOnly, World } from "../support/world.ts";

/** Flows and words of a domain whose conversations are in memory only. */
const WORDS = {
  "flows/test/box.yaml": `
id: box
for: anyone
privacy: sealed
start: { words: true }
remind: none
steps:
  - { ask: story, as: text }
  - { ask: picture, as: photo, optional: true }
  - { do: box.keep, outcomes: { failed: failed } }
  - { say: kept, end: true }
  - say: failed
`,
  "flows/test/box-quick.yaml": `
id: box-quick
for: anyone
privacy: sealed
takes: [code]
remind: none
steps:
  - { do: box.look, outcomes: { none: nothing } }
  - { ask: more, as: yes-no }
  - { say: bye, end: true }
  - say: nothing
`,
  "flows/test/box-frail.yaml": `
id: box-frail
for: anyone
privacy: sealed
start: { words: true }
remind: none
steps:
  - { ask: story, as: text }
  - do: box.frail
  - say: done
`,
  "flows/test/note.yaml": `
id: note
for: anyone
start: { words: true }
remind: [1d]
silence: wait
steps:
  - { ask: name, as: name }
  - { ask: text, as: text }
  - say: thanks
`,
  "locales/id/note.json": JSON.stringify({
    title: "Catatan",
    start: ["catat"],
    name: { ask: "Namanya siapa?", review: "Nama" },
    text: { ask: "Apa yang dicatat?", review: "Isi" },
    thanks: "Sudah dicatat, {{name}}.",
  }),
  "locales/id/box.json": JSON.stringify({
    title: "Titipan",
    start: ["titip"],
    story: { ask: "Silakan cerita.", review: "Cerita" },
    picture: { ask: "Ada fotonya? Tulis lewati kalau tidak.", review: "Foto" },
    kept: "Nomornya {{number}}.",
    failed: "Belum bisa. Coba lagi ya.",
    secret: "Ceritanya: {{story}}",
    notice: "Ada yang baru: {{alias}}.",
    ping: "Ada kabar di Rukun.",
  }),
  "locales/id/box-quick.json": JSON.stringify({
    title: "Buka",
    more: { ask: "Ada lagi?", review: "Lagi" },
    bye: "Selesai.",
    nothing: "Kode itu belum cocok.",
  }),
  "locales/id/box-frail.json": JSON.stringify({
    title: "Rapuh",
    start: ["rapuh"],
    story: { ask: "Cerita apa?", review: "Cerita" },
    done: "Sudah.",
  }),
};

export const STORY = "ceritapenandakhusus di balai desa";
export const CODE = "KODE7PENANDA";
export const FILE = new TextEncoder().encode("%PDF-berkaspenandakhusus");

/** What a test holds of the domain. */
export type Box = {
  module: Module;
  /** What the domain was given; once the world is there. */
  parts: ModuleParts | undefined;
  /** The work that goes on after the commit, in the order in which it was begun; a test ends it. */
  works: { resolve(outcome: Outcome): void; reject(error: Error): void }[];
  /** By itself at once with this outcome, unless a test holds it back. */
  holdBack: boolean;
  gone: string[];
  /** What the action saw. */
  kept: { story: unknown; picture: unknown; place: unknown; person: string }[];
  asked: number;
};

/** `officer`: who is told of each story, when there is one. */
export function makeBox(options: { officer?: () => string; urgentFlow?: string } = {}): Box {
  const box: Box = {
    module: { name: "box" },
    parts: undefined,
    works: [],
    holdBack: false,
    gone: [],
    kept: [],
    asked: 0,
  };
  const work = (outcome: Outcome) => () =>
    box.holdBack
      ? new Promise<Outcome>((resolve, reject) => box.works.push({ resolve: () => resolve(outcome), reject }))
      : Promise.resolve(outcome);
  box.module = {
    name: "box",
    actions: {
      "box.keep": action({
        args: z.object({ story: z.string().optional(), picture: z.unknown() }),
        outcomes: ["kept", "failed"],
        gives: ["number"],
        sealed: true,
        run: ({ story, picture }, { person, place, tellSealed }) => {
          box.kept.push({ story, picture, place: place(), person: person.id });
          if (options.officer !== undefined) tellSealed(options.officer(), "box:notice", { alias: "melati putih" });
          return { later: work({ outcome: "kept", data: { number: "4821 7731" } }) };
        },
      }),
      "box.look": action({
        args: z.object({ code: z.string() }),
        outcomes: ["found", "none"],
        sealed: true,
        run: ({ code }, { person, tellSealed, recallHeard }) => {
          recallHeard(15 * 60_000);
          if (code !== CODE) return { outcome: "none" };
          const file = { name: "lampiran.pdf", mime: "application/pdf", bytes: FILE };
          const options = { recallAfterMs: 15 * 60_000, protect: true, file };
          tellSealed(person.id, "box:secret", { story: STORY }, options);
          return { outcome: "found" };
        },
      }),
      "box.frail": action({
        args: z.object({}),
        outcomes: ["kept"],
        sealed: true,
        run: () => ({ later: () => Promise.reject(new Error(STORY)) }),
      }),
    },
    hear: (heard, context): "taken" | Begun | undefined => {
      const [word, rest = ""] = heard.kind === "text" ? heard.text.split(" ") : [""];
      if (word === "BUKA") return { flow: "box-quick", data: { code: rest } };
      if (word !== "KABAR") return undefined;
      context.tellSealed(context.person.id, "box:secret", { story: STORY });
      return "taken";
    },
    urgent: (heard: Heard) => {
      box.asked += 1;
      const isUrgent = heard.kind === "text" && heard.text.startsWith("tolong");
      return isUrgent ? { flow: options.urgentFlow ?? "box", data: {} } : undefined;
    },
    sealedGone: (conversation) => box.gone.push(conversation),
  };
  return box;
}

export async function boxWorld(box: Box, options: ConstructorParameters<typeof World>[0] = {}): Promise<World> {
  return World.start({
    content: contentWith(WORDS),
    modules: (parts) => {
      box.parts = parts;
      return [...membershipOnly(parts), box.module];
    },
    ...options,
  });
}

/** Lets everything go on that needs no timer: a fixed number of turns of the event loop. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Writes without waiting for what goes on after the commit, and gives what was answered meanwhile. */
export async function say(world: World, address: string, text: string): Promise<string[]> {
  const before = world.seen(address).length;
  world.chats.hand("telegram", address, [{ content: { kind: "text", text } }]);
  await rest();
  return world.seen(address).slice(before);
}
