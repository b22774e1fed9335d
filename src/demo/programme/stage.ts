import { MINUTE } from "../../clock.ts";
import { MediaStore } from "../../conversation/media/index.ts";
import type { DutyContext, Module, Outcome, Reach } from "../../conversation/module.ts";
import { OutboxStore } from "../../conversation/outbox/index.ts";
import type { Json } from "../../flow/session.ts";
import type { Person } from "../../people/person.ts";
import { DECIDE, SHOWN } from "../../programme/graduation/duties.ts";
import { COUNT } from "../../programme/groups/poll-actions.ts";
import { type Parts, partsOf, programmeModule } from "../../programme/index.ts";
import { ENDED, INVITE, KADER, NEXT_DAY } from "../../programme/training/duties.ts";
import { Duties, type Duty } from "../../schedule/duties.ts";
import type { Texts } from "../../texts/index.ts";
import { dateIn } from "../../zones.ts";
import { type DemoParts, demoId } from "../parts.ts";

/** Codes are drawn, too, and the same each time. */
const DRAWN = 0.4;
const CHANNEL = "simulator-whatsapp";
/** Duties looked at together. */
const TOGETHER = 200;

/** What leaves something behind. The others tell or ask somebody something, and that is over. */
const LEAVES: ReadonlySet<string> = new Set([INVITE, KADER, ENDED, NEXT_DAY, SHOWN, DECIDE, COUNT]);

/** Everything is told and nothing is sent: what it says was heard long ago. */
const QUIET: Reach = {
  tell: () => true,
  tellSealed: () => true,
  place: () => undefined,
  begin: () => true,
  openQuestion: () => undefined,
  answerFor: () => "nothing-open",
  skip: () => {},
  endConversations: () => {},
  askWho: () => {},
  keepMedia: () => {
    throw new Error("nobody sends a file in the demo");
  },
};

/** Where the people of the demo act: the programme's own actions and duties, at times that have passed. */
export class Stage {
  readonly parts: Parts;
  private readonly demo: DemoParts;
  private readonly module: Module;
  /** Each thing that is done has a source of its own, as each message has. */
  private done = 0;
  /** The id that an action drew last: of the poll or case that it made. */
  made = "";

  constructor(demo: DemoParts, texts: Texts) {
    const { db, people, directory, pack, newId } = demo;
    const given = {
      ...{ db, people, directory, pack, newId, texts },
      duties: new Duties(db.sqlite),
      outbox: new OutboxStore(db.sqlite),
      media: new MediaStore(db.sqlite),
      home: "",
      files: "",
      sendsFiles: () => false,
      random: () => DRAWN,
      mayInitiate: () => true,
      wake: () => {},
    };
    this.demo = demo;
    this.parts = partsOf(given);
    this.module = programmeModule(given);
  }

  /** Id in the database of somebody of `demo.yaml`. */
  id(person: string): string {
    return demoId(this.demo.demo, person);
  }

  person(person: string): Person {
    const found = this.parts.people.person(this.id(person));
    if (found === undefined) throw new Error(`${person} of the demo is not there yet`);
    return found;
  }

  hasPhone(person: string): boolean {
    return this.parts.members.hasPhone(this.id(person));
  }

  source(): string {
    this.done += 1;
    return `demo:${this.done}`;
  }

  /** Somebody does what an action of a flow does. Throws when it ends otherwise than it has to: the demo does not fit. */
  act(by: string, name: string, args: Record<string, unknown>, at: number, wanted: readonly string[] = ["ok"]) {
    const action = this.module.actions?.[name];
    if (action === undefined) throw new Error(`there is no action ${name} for the demo`);
    const context = { ...this.speaking(by, at), conversation: "", flow: name, helpers: {} };
    const outcome = action.run(action.args.parse(args), context) as Outcome;
    if (!wanted.includes(outcome.outcome))
      throw new Error(`the demo's ${name} of ${by} on ${context.today} was ${outcome.outcome}`);
    return outcome.data ?? {};
  }

  /** Somebody writes a command. */
  write(by: string, text: string, at: number): void {
    const context = { ...this.speaking(by, at), open: false, gather: () => {}, leave: () => {} };
    const taken = this.module.hear?.({ kind: "text", text }, context);
    if (taken !== "taken") throw new Error(`"${text}" of ${by} was not understood in the demo`);
  }

  private speaking(by: string, now: number) {
    const person = this.person(by);
    const said = { channel: CHANNEL, now, today: dateIn(person.zone, now), source: this.source() };
    const newId = () => {
      this.made = this.parts.newId();
      return this.made;
    };
    return { ...QUIET, ...said, person, newId, recallHeard: () => {} };
  }

  /** What the programme has planned until an instant is done, each at its own time. */
  settle(until: number): void {
    const handlers = this.module.duties ?? {};
    const isOurs = ({ kind }: Duty) => handlers[kind] !== undefined;
    while ((this.parts.duties.nextAt() ?? until + 1) <= until) {
      const due = this.parts.duties.due(until, TOGETHER).filter(isOurs);
      if (due.length === 0) return;
      for (const duty of due) this.one(duty);
    }
  }

  private one(duty: Duty): void {
    const { duties, newId } = this.parts;
    const { id, key, kind, personId, dueAt } = duty;
    const handler = this.module.duties?.[kind];
    if (handler === undefined || !LEAVES.has(kind)) {
      duties.finish(id, "done", dueAt);
      return;
    }
    const context: DutyContext = { ...QUIET, key, personId, dueAt, now: dueAt, newId };
    const result = handler.run(duty.data as Record<string, Json>, context);
    if (result === "done") duties.finish(id, "done", dueAt);
    else if ("dropped" in result) duties.finish(id, "dropped", dueAt, result.dropped);
    else duties.postpone(id, Math.max(result.again, dueAt + MINUTE));
  }
}
