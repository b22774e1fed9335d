import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Entry, type Session, type Trail, values } from "../../src/flow/session.ts";
import { flow, Player, worldOf } from "./engine-kit.ts";

const SEED = { seed: 20_261_121, numRuns: 300 };

const form = flow(
  "form",
  `  - { ask: running, as: yes-no }
  - { ask: profit, as: money, min: 0, when: { running: yes }, confirm: true }
  - { ask: days, as: number, min: 0, max: 7 }
  - { ask: obstacle, as: choice, options: [none, capital, buyers] }
  - { ask: feedback, as: scale }
  - { ask: note, as: text, optional: true }
  - review: true
  - do: form.submit`,
);

/** What somebody may write: answers of every kind, words that move, and nonsense. */
const word = fc.oneof(
  fc.constantFrom(
    "ya",
    "tidak",
    "1",
    "2",
    "3",
    "5",
    "150rb",
    "20",
    "1,5 juta",
    "modal",
    "0",
    "lima",
    "hmm",
    "😊",
    "-20rb",
  ),
  fc.string({ maxLength: 30 }),
);
const act = fc.oneof(
  { weight: 6, arbitrary: word.map((text) => ({ kind: "text", text }) as const) },
  { weight: 1, arbitrary: fc.constantFrom("back", "again", "skip").map((to) => ({ kind: "move", to }) as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("sticker", "photo", "voice").map((media) => ({ kind: "media", media }) as const),
  },
);

function perform(
  she: Player,
  what: { kind: string; text?: string; to?: "back" | "again" | "skip"; media?: string },
): void {
  if (she.session.frames.length === 0 || she.last?.action !== undefined) return;
  if (what.kind === "text") she.says(what.text ?? "");
  else if (what.kind === "move") she.goes(what.to ?? "again");
  else she.take({ kind: "media", media: what.media ?? "photo", waitedMs: 0 });
}

/** What a conversation stands on, without the numbers that only count. */
function standing(session: Session) {
  return session.frames.map(({ flow: id, at, mode, trail }) => ({ id, at, mode, trail: entries(trail) }));
}

function entries(trail: Trail): Entry[] {
  const all: Entry[] = [];
  for (let t = trail; t !== null; t = t.prev) all.push(t.entry);
  return all;
}

describe("whatever is written", () => {
  it("the engine answers, never throws, and what waits is a question", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const she = new Player(worldOf([form]));
        she.start("form");
        for (const what of acts) {
          perform(she, what);
          if (she.last?.action !== undefined) return;
          expect(she.last?.says.length).toBeGreaterThan(0);
          expect(["ask", "which", "review", "change"]).toContain(she.open.mode);
        }
      }),
      SEED,
    );
  });

  it("going back is the inverse of an answer", () => {
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 25 }),
        fc.constantFrom("ya", "3", "150rb", "1", "sepi"),
        (acts, answer) => {
          const she = new Player(worldOf([form]));
          she.start("form");
          for (const what of acts) perform(she, what);
          if (she.last?.action !== undefined || she.open.mode !== "ask" || she.open.editing === true) return;
          const before = standing(she.session);
          const size = she.open.trail?.size ?? 0;
          she.says(answer);
          const grown = she.last?.action === undefined && (she.open.trail?.size ?? 0) === size + 1;
          if (!grown || she.open.mode !== "ask") return;
          she.goes("back");
          expect(standing(she.session)).toEqual(before);
        },
      ),
      SEED,
    );
  });

  it("a sticker changes nothing that was answered", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const she = new Player(worldOf([form]));
        she.start("form");
        for (const what of acts) perform(she, what);
        if (she.last?.action !== undefined) return;
        const before = values(she.open.trail);
        she.take({ kind: "media", media: "sticker", waitedMs: 0 });
        expect(values(she.open.trail)).toEqual(before);
      }),
      SEED,
    );
  });
});
