import { describe, expect, it } from "vitest";
import { values } from "../../src/flow/session.ts";
import { flow, flowOf, Player, worldOf } from "./engine-kit.ts";

const light = flowOf(
  "id: menu\nfor: anyone\nremind: none\nsteps:\n  - { ask: item, as: choice, options: [one, two] }\n  - say: chosen",
);
const form = flow("form", "  - { ask: amount, as: money }\n  - say: done");
const sealed = (id: string, steps: string) =>
  flowOf(`id: ${id}\nfor: anyone\nremind: none\nquiet: true\nprivacy: sealed\nsteps:\n${steps}`);
const box = sealed(
  "box",
  "  - { ask: first, as: yes-no }\n  - { ask: said, as: message, silent: true, optional: true }\n  - say: sent",
);
const numbers = sealed("numbers", "  - say: listed");
const gone = sealed("gone", "  - say: over");
const play = () => new Player(worldOf([light, form, box, numbers, gone]));
const flowsOf = (she: Player) => she.session.frames.map((frame) => frame.flow);

describe("a sealed conversation", () => {
  it("leaves what it interrupts where it is, also a menu, and without a word when it is over", () => {
    const she = play();
    she.start("form");
    she.start("menu");
    she.start("box");
    expect(flowsOf(she)).toEqual(["form", "menu", "box"]);
    she.says("ya");
    expect(she.goes("skip")).toEqual(["box:sent"]);
    expect(flowsOf(she)).toEqual(["form", "menu"]);
    expect(she.says("2")).toEqual(["menu:chosen", "engine:resume"]);
  });

  it("takes the place of nothing that waits, however much does", () => {
    const she = play();
    const many = ["a", "b", "c", "d", "e"].map((id) => flow(id, "  - { ask: amount, as: money }\n  - say: done"));
    Object.assign(she, { world: worldOf([...many, box]) });
    for (const { id } of many) she.start(id);
    she.start("box");
    expect(flowsOf(she)).toEqual(["a", "b", "c", "d", "e", "box"]);
  });

  it("goes on below another one that begins over it", () => {
    const she = play();
    she.start("box");
    expect(she.start("numbers")).toEqual(["numbers:listed"]);
    expect(flowsOf(she)).toEqual(["box"]);
    expect(she.says("ya")).toEqual([]);
    expect(she.open.at).toBe("said");
  });

  it("ends with all that was begun inside it when another one takes its place", () => {
    const she = play();
    she.start("form");
    she.start("box");
    expect(she.take({ kind: "start", flow: "gone", instead: true })).toEqual(["gone:over"]);
    expect(flowsOf(she)).toEqual(["form"]);
    expect(she.says("150rb")).toEqual(["form:done"]);
  });

  it("says of a sticker or a voice note at a question that it was not kept", () => {
    const she = play();
    she.start("box");
    const heard = she.take({ kind: "media", media: "voice", waitedMs: 0 });
    expect(heard).toEqual(["engine:not-kept", "box:first.ask"]);
  });

  it("hands on what stands below a photo", () => {
    const talk = flow("talk", "  - { ask: said, as: message }\n  - { ask: more, as: yes-no }\n  - say: done");
    const she = new Player(worldOf([talk]));
    she.start("talk");
    she.take({ kind: "media", media: "photo", ref: "r", caption: "ini dia", waitedMs: 0 });
    expect(values(she.open.trail)).toEqual({ said: { media: "photo", ref: "r", caption: "ini dia" } });
  });
});
