import { describe, expect, it } from "vitest";
import { values } from "../../src/flow/session.ts";
import { flow, flowOf, Player, worldOf } from "./engine-kit.ts";

const DAY = 24 * 60 * 60_000;

const report = flow(
  "report",
  `  - { ask: running, as: yes-no }
  - { ask: profit, as: money, min: 0, when: { running: yes }, confirm: true }
  - { ask: obstacle, as: choice, options: [none, capital, buyers] }
  - { ask: note, as: text, optional: true }
  - review: true
  - { do: report.submit, outcomes: { duplicate: already } }
  - { say: thanks, end: true }
  - say: already`,
);
const help = flow("help", "  - { ask: message, as: message, silent: true }");
const play = () => new Player(worldOf([report, help]));

describe("a conversation from its first question to its end", () => {
  it("asks, reads money back with the next question, reviews, and wants the action with all answers", () => {
    const she = play();
    expect(she.start("report")).toEqual(["report:running.ask"]);
    expect(she.says("iya")).toEqual(["report:profit.ask"]);
    expect(she.says("150rb")).toEqual(["engine:read-back", "report:obstacle.ask"]);
    expect(she.last?.says[0]?.data["value"]).toBe("Rp 150.000 (seratus lima puluh ribu rupiah)");
    expect(she.taps("capital")).toEqual(["report:note.ask"]);
    expect(she.goes("skip")).toEqual(["engine:review"]);
    expect(she.says("1")).toEqual([]);
    expect(she.last?.action).toEqual({
      action: "report.submit",
      args: { running: "yes", profit: 150_000, obstacle: "capital", note: null },
      helpers: {},
    });
    expect(she.outcome("ok")).toEqual(["report:thanks"]);
    expect(she.session.frames).toEqual([]);
  });

  it("leaves out the question that does not apply, and jumps to the step that an outcome names", () => {
    const she = play();
    she.start("report");
    expect(she.says("tidak")).toEqual(["report:obstacle.ask"]);
    she.says("1");
    she.says("lancar saja");
    she.says("ya");
    expect(she.outcome("duplicate")).toEqual(["report:already"]);
  });

  it("does not change the state that it was given", () => {
    const she = play();
    she.start("report");
    const before = JSON.stringify(she.session);
    const kept = she.session;
    she.says("iya");
    expect(JSON.stringify(kept)).toBe(before);
  });
});

describe("what lies below a menu that was left", () => {
  const light = flowOf(`id: light\nfor: anyone\nremind: none\nsteps:\n  - { ask: item, as: choice, options: [a, b] }`);
  const over = (head = "") => {
    const form = flow("form", "  - { ask: running, as: yes-no }", head);
    const she = new Player(worldOf([form, light]));
    she.start("form");
    she.start("light");
    return she;
  };

  it("is reminded of, and the menu goes: what she writes then is an answer to the reminder", () => {
    const she = over();
    expect(she.take({ kind: "remind" })).toEqual(["engine:remind", "form:running.ask"]);
    expect(she.session.frames.map((frame) => frame.flow)).toEqual(["form"]);
  });

  it("falls silent without a word, and the question that she saw last stays the open one", () => {
    const she = over();
    expect(she.take({ kind: "silence" })).toEqual([]);
    expect(she.session.frames.map((frame) => frame.flow)).toEqual(["form", "light"]);
    expect(she.session.frames[0]?.reminded).toBe(1);
  });

  it("is closed below it where its flow says so", () => {
    const she = over("silence: close");
    expect(she.take({ kind: "silence" })).toEqual(["form:closed"]);
    expect(she.session.frames.map((frame) => frame.flow)).toEqual(["light"]);
  });
});

describe("a question that was answered in another way", () => {
  const question = flow("question", "  - { ask: who, as: text }\n  - say: noted");
  const form = flow("form", "  - { ask: running, as: yes-no }");
  const asked = () => {
    const she = new Player(worldOf([form, question]));
    she.start("form");
    she.start("question", { about: 1 });
    return she;
  };

  it("is over without a word, and what lies below is offered as after an answer", () => {
    const she = asked();
    expect(she.take({ kind: "leave", flow: "question" })).toEqual(["engine:resume"]);
    expect(she.session.frames.map((frame) => frame.flow)).toEqual(["form"]);
  });

  it("makes room for the same question about something else, with nothing offered between", () => {
    const she = asked();
    expect(she.take({ kind: "start", flow: "question", data: { about: 2 }, instead: true })).toEqual([
      "question:who.ask",
    ]);
    expect(she.session.frames.map((frame) => frame.flow)).toEqual(["form", "question"]);
  });

  it("is over below a menu that she opened over it, and nothing is said of it", () => {
    const light = flowOf("id: light\nfor: anyone\nremind: none\nsteps:\n  - { ask: item, as: text }");
    const she = new Player(worldOf([form, question, light]));
    she.start("form");
    she.start("question", { about: 1 });
    she.start("light");
    expect(she.take({ kind: "leave", flow: "question" })).toEqual([]);
    expect(she.session.frames.map((frame) => frame.flow)).toEqual(["form", "light"]);
  });

  it("is left alone where something else was opened over it", () => {
    const she = asked();
    expect(she.take({ kind: "leave", flow: "form" })).toEqual([]);
    expect(she.last?.understood).toBe(false);
    expect(she.session.frames.map((frame) => frame.flow)).toEqual(["form", "question"]);
  });
});

describe("what she puts aside", () => {
  it("is not reminded of anew because she said later to a reminder", () => {
    const she = play();
    she.start("report");
    she.start("help");
    she.goes("cancel");
    she.says("2");
    expect(she.open).toMatchObject({ mode: "parked", reminded: 0 });
    she.take({ kind: "remind" });
    she.says("2");
    expect(she.open).toMatchObject({ mode: "parked", reminded: 1 });
    she.take({ kind: "remind" });
    she.says("1");
    expect(she.open).toMatchObject({ mode: "ask", reminded: 0 });
  });
});

describe("what is not understood", () => {
  it("gives an example, then the choices, then offers a human", () => {
    const she = play();
    she.start("report");
    she.says("ya");
    expect(she.says("hmm")).toEqual(["engine:again.money", "report:profit.ask"]);
    expect(she.last?.understood).toBe(false);
    expect(she.says("apa ya")).toEqual(["engine:again.money", "report:profit.ask"]);
    expect(she.says("bingung")).toEqual(["engine:human"]);
    expect(she.says("1")).toEqual([]);
    expect(she.open.flow).toBe("help");
    expect(values(she.open.trail)).toMatchObject({ about: "report", question: "profit" });
  });

  it("takes an answer also when it comes instead of a yes or no to the offer of help", () => {
    const she = play();
    she.start("report");
    she.says("ya");
    for (const text of ["hmm", "apa ya", "bingung"]) she.says(text);
    expect(she.says("150rb")).toEqual(["engine:read-back", "report:obstacle.ask"]);
  });

  it("takes an answer also when it comes instead of a yes or no to going on", () => {
    const other = flow("other", "  - { ask: x, as: yes-no }");
    const she = new Player(worldOf([report, help, other]));
    she.start("report");
    she.says("ya");
    she.start("other");
    she.says("ya");
    expect(she.says("150rb")).toEqual(["engine:read-back", "report:obstacle.ask"]);
  });

  it("asks which reading was meant, takes the number or a clearer answer, and never guesses", () => {
    const she = play();
    she.start("report");
    she.says("ya");
    expect(she.says("20")).toEqual(["engine:which"]);
    expect(she.last?.says[0]?.choices?.map((c) => c.label)).toContain("Rp 20.000 (dua puluh ribu rupiah)");
    expect(she.says("1")).toEqual(["engine:read-back", "report:obstacle.ask"]);
    expect(values(she.open.trail)["profit"]).toBe(20_000);
    she.goes("back");
    she.says("20");
    expect(she.says("25 ribu")).toEqual(["engine:read-back", "report:obstacle.ask"]);
    expect(values(she.open.trail)["profit"]).toBe(25_000);
  });

  it("asks again when none of the readings was meant", () => {
    const she = play();
    she.start("report");
    she.says("ya");
    she.says("20");
    expect(she.taps("none")).toEqual(["report:profit.ask"]);
  });

  it("says why an amount is not taken, with its limit in rupiah", () => {
    const she = play();
    she.start("report");
    she.says("ya");
    expect(she.says("1.50")).toEqual(["understand:refused.money.dots", "report:profit.ask"]);
    expect(she.says("-20rb")[0]).toBe("understand:refused.money.negative");
  });

  it("thanks for a sticker or a voice note and asks again, at every question", () => {
    const she = play();
    she.start("report");
    expect(she.take({ kind: "media", media: "sticker", waitedMs: 0 })).toEqual([
      "engine:got-media",
      "report:running.ask",
    ]);
    expect(she.take({ kind: "media", media: "voice", waitedMs: 0 })[0]).toBe("engine:got-voice");
  });
});

describe("moving", () => {
  it("goes back to the question before and forgets what came after", () => {
    const she = play();
    she.start("report");
    she.says("ya");
    const asked = JSON.stringify(values(she.open.trail));
    she.says("150rb");
    she.says("2");
    expect(she.goes("back")).toEqual(["report:obstacle.ask"]);
    expect(she.goes("back")).toEqual(["report:profit.ask"]);
    expect(JSON.stringify(values(she.open.trail))).toBe(asked);
    she.goes("back");
    expect(she.goes("back")).toEqual(["engine:first", "report:running.ask"]);
  });

  it("changes one answer at the review, asks what it makes relevant, and keeps the rest", () => {
    const she = play();
    she.start("report");
    for (const answer of ["tidak", "3", "sepi"]) she.says(answer);
    expect(she.says("2")).toEqual(["engine:change"]);
    expect(she.taps("running")).toEqual(["report:running.ask"]);
    expect(she.says("ya")).toEqual(["report:profit.ask"]);
    expect(she.says("80rb")).toEqual(["engine:read-back", "engine:review"]);
    she.says("benar");
    expect(she.last?.action?.args).toEqual({ running: "yes", profit: 80_000, obstacle: "buyers", note: "sepi" });
  });

  it("forgets an answer that an edit made irrelevant", () => {
    const she = play();
    she.start("report");
    for (const answer of ["ya", "80rb", "3", "sepi"]) she.says(answer);
    she.says("2");
    she.taps("running");
    expect(she.says("tidak")).toEqual(["engine:review"]);
    she.says("1");
    expect(she.last?.action?.args).toEqual({ running: "no", obstacle: "buyers", note: "sepi" });
  });

  it("skips only what may be skipped, and cancels with a word", () => {
    const she = play();
    she.start("report");
    expect(she.goes("skip")).toEqual(["engine:cannot-skip", "report:running.ask"]);
    expect(she.goes("cancel")).toEqual(["engine:cancelled"]);
    expect(she.session.frames).toEqual([]);
  });

  it("names what was skipped as skipped", () => {
    const poll = flow("poll", "  - { ask: wish, as: text, optional: true }\n  - { say: heard, end: true }");
    const she = new Player(worldOf([poll], { needs: (key) => (key === "poll:heard" ? ["wish"] : []) }));
    she.start("poll");
    expect(she.goes("skip")).toEqual(["poll:heard"]);
    expect(she.last?.says[0]?.data).toEqual({ wish: "engine:skipped" });
  });

  it("does not go back over what was done", () => {
    const done = flow("done", "  - { ask: a, as: yes-no }\n  - do: x.submit\n  - { ask: b, as: yes-no }");
    const she = new Player(worldOf([done]));
    she.start("done");
    she.says("ya");
    she.outcome("ok");
    expect(she.goes("back")).toEqual(["engine:cannot-back", "done:b.ask"]);
  });
});

describe("several conversations of one person", () => {
  it("suspends one for another and offers to go on", () => {
    const other = flow("other", "  - { ask: x, as: yes-no }\n  - say: fine");
    const she = new Player(worldOf([report, help, other]));
    she.start("report");
    she.says("ya");
    she.start("other");
    expect(she.says("ya")).toEqual(["other:fine", "engine:resume"]);
    expect(she.says("ya")).toEqual(["report:profit.ask"]);
  });

  it("puts one aside, and goes on at her word", () => {
    const other = flow("other", "  - { ask: x, as: yes-no }");
    const she = new Player(worldOf([report, other]));
    she.start("report");
    she.start("other");
    she.says("ya");
    expect(she.says("nanti saja 2")).toContain("engine:resume");
    expect(she.says("2")).toEqual(["engine:parked"]);
    expect(she.goes("resume")).toEqual(["report:running.ask"]);
  });

  it("takes an old button as the answer to the question that it belongs to", () => {
    const other = flow("other", "  - { ask: x, as: yes-no }");
    const she = new Player(worldOf([report, other]));
    she.start("report");
    const { asked } = she.open;
    she.start("other");
    expect(she.taps("yes", asked)).toEqual(["report:profit.ask"]);
  });

  it("says kindly that a button is over, and asks what is open", () => {
    const she = play();
    she.start("report");
    const { asked } = she.open;
    she.says("ya");
    expect(she.taps("no", asked)).toEqual(["engine:over-still", "report:profit.ask"]);
  });

  it("lets the oldest go, with all that it called, when more is put aside than a person can remember", () => {
    const outer = flow("outer", "  - call: inner\n  - say: end-of-outer");
    const inner = flow("inner", "  - { ask: b, as: yes-no }");
    const more = [1, 2, 3, 4].map((n) => flow(`more-${n}`, "  - { ask: x, as: yes-no }"));
    const she = new Player(worldOf([outer, inner, ...more]));
    she.start("outer");
    for (const { id } of more) she.start(id);
    const kept = she.session.frames.map((frame) => frame.flow);
    expect(kept).not.toContain("inner");
    expect(kept).not.toContain("outer");
    expect(kept.at(-1)).toBe("more-4");
  });

  it("returns from a called flow to its caller, also when going back", () => {
    const outer = flow("outer", "  - { ask: a, as: yes-no }\n  - call: inner\n  - say: end-of-outer");
    const inner = flow("inner", "  - { ask: b, as: yes-no }");
    const she = new Player(worldOf([outer, inner]));
    she.start("outer");
    expect(she.says("ya")).toEqual(["inner:b.ask"]);
    expect(she.goes("back")).toEqual(["outer:a.ask"]);
    she.says("ya");
    expect(she.says("ya")).toEqual(["outer:end-of-outer"]);
    expect(she.session.frames).toEqual([]);
  });
});

describe("repeats", () => {
  const loop = flow(
    "loop",
    `  - do: x.list
  - repeat: member
    over: members
    steps:
      - { ask: ok, as: yes-no }
      - { do: x.note, with: { who: $member } }
  - say: done`,
  );

  it("goes through a list, one round an item", () => {
    const she = new Player(worldOf([loop]));
    she.start("loop");
    she.outcome("ok", { members: ["wati", "ani"] });
    she.says("ya");
    expect(she.last?.action?.args).toMatchObject({ who: "wati", ok: "yes" });
    she.outcome("ok");
    she.says("tidak");
    expect(she.last?.action?.args).toMatchObject({ who: "ani", ok: "no" });
    expect(she.outcome("ok")).toEqual(["loop:done"]);
  });

  it("goes through an empty list without a word", () => {
    const she = new Player(worldOf([loop]));
    she.start("loop");
    expect(she.outcome("ok", { members: [] })).toEqual(["loop:done"]);
  });

  it("leaves nothing behind of a talk, however long", () => {
    const talk = flow(
      "talk",
      `  - do: x.open
  - repeat: talk
    while: { talking: true }
    max: 400
    forget: true
    steps:
      - { ask: message, as: message, silent: true, keep: false }
      - { do: x.relay, outcomes: { closed: end } }`,
    );
    const she = new Player(worldOf([talk]));
    she.start("talk");
    she.outcome("ok", { talking: true });
    for (let i = 0; i < 300; i++) {
      she.says(`pesan ${i}`);
      she.outcome("passed");
    }
    expect(she.open.trail?.size).toBeLessThan(5);
    expect(JSON.stringify(she.session)).not.toContain("pesan");
  });

  it("ends a loop that never waits for a person, loudly", () => {
    const endless = flow(
      "endless",
      "  - repeat: r\n    max: 500\n    while: { a: { set: false } }\n    steps:\n      - say: x",
    );
    expect(() => new Player(worldOf([endless])).start("endless")).toThrow(/without a person/);
  });

  it("never ends the flow of a slow learner: a person may be asked a thousand times", () => {
    const she = new Player(worldOf([report]));
    she.start("report");
    for (let i = 0; i < 1_000; i++) she.says("tidak tahu maksudnya");
    expect(she.says("ya")).toContain("report:profit.ask");
  });
});

describe("time and change", () => {
  it("brings an open question up again, at most as the ladder says, and revives it weeks later with a recap", () => {
    const she = play();
    she.start("report");
    she.says("ya");
    expect(she.take({ kind: "remind" })).toEqual(["engine:remind", "report:profit.ask"]);
    expect(she.open.reminded).toBe(1);
    she.take({ kind: "silence" });
    expect(she.says("150rb", 21 * DAY)).toEqual(["engine:recap", "engine:read-back", "report:obstacle.ask"]);
  });

  it("answers words that are no answer, weeks later, with the recap and the question", () => {
    const she = play();
    she.start("report");
    she.says("ya");
    expect(she.says("halo apa kabar", 9 * DAY)).toEqual(["engine:recap", "report:profit.ask"]);
  });

  it("keeps a person in her place when the flow is edited, and moves her by `moved:`", () => {
    const edited = flow(
      "report",
      "  - { ask: running, as: yes-no }\n  - { ask: sales, as: money, min: 0 }\n  - { ask: income, as: money, min: 0 }\n  - say: thanks",
      "moved: { profit: income }",
    );
    const she = play();
    she.start("report");
    she.says("ya");
    const after = new Player(worldOf([edited, help], { earlier: [report] }));
    after.session = she.session;
    expect(after.says("150rb")).toEqual(["report:thanks"]);
  });

  it("stays on the old revision when the step is gone", () => {
    const edited = flow("report", "  - { ask: something-else, as: yes-no }");
    const she = play();
    she.start("report");
    she.says("ya");
    const after = new Player(worldOf([edited, help], { earlier: [report] }));
    after.session = she.session;
    expect(after.says("150rb")).toEqual(["engine:read-back", "report:obstacle.ask"]);
    expect(after.open.revision).toBe(report.revision);
  });

  it("lets a helper answer in her place, with both names", () => {
    const she = play();
    she.start("report");
    she.says("ya");
    she.start("help");
    expect(she.take({ kind: "text", text: "150rb", waitedMs: 0, by: "rina", inFlow: "report" })).toEqual([
      "engine:read-back",
      "report:obstacle.ask",
    ]);
    for (const answer of ["1", "baik", "ya"]) she.says(answer);
    expect(she.last?.action?.helpers).toEqual({ profit: "rina" });
  });

  it("checks an answer by an action, which may refuse it with a text of its own", () => {
    const checked = flow(
      "checked",
      "  - { ask: pin, as: text, validate: x.check, keep: false }\n  - { ask: more, as: yes-no }",
    );
    const she = new Player(worldOf([checked]));
    she.start("checked");
    she.says("satu dua");
    expect(she.outcome("not-a-pin")).toEqual(["checked:pin.not-a-pin", "checked:pin.ask"]);
    she.says("empat empat");
    expect(she.outcome("ok")).toEqual(["checked:more.ask"]);
    expect(JSON.stringify(she.session)).not.toContain("empat empat");
  });
});
