import { join } from "node:path";
import { z } from "zod";
import { type Action, type ActionContext, action, type Outcome } from "../../../conversation/module.ts";
import type { Json } from "../../../flow/session.ts";
import type { Person } from "../../../people/person.ts";
import type { Pack } from "../../pack/index.ts";
import type { Parts } from "../../parts.ts";
import { SOCIALISATION } from "../limits.ts";
import { packFor, whichArgs } from "../which.ts";
import { beginWith, calledOf, helperFor } from "../whom.ts";
import { answered, beginning, eligibleBy, type Step, stateSchema, stepFrom, unmet } from "./questions.ts";
import type { Application, Applications } from "./store.ts";

const GIVES = ["way", "preface", "question", "choices", "state"];

/** SYARAT and DAFTAR PROGRAM: explained, understood, asked, and decided by a human who says why. */
export function joiningActions(parts: Parts, store: Applications): Record<string, Action> {
  return {
    "joining.open": open(parts, store),
    "joining.explain": explain(parts),
    "joining.next": next(parts),
    "joining.weigh": weigh(parts),
    "joining.understood": understood(parts),
    "joining.submit": submit(parts, store),
    "joining.document": addDocument(store),
    "joining.send": send(parts),
    "joining.waiting": waiting(parts, store),
    "joining.show": show(parts, store),
    "joining.decide": decide(parts, store),
  };
}

const packOf = ({ packs, main }: Parts, programme: string): Pack => packs.get(programme) ?? main;

function outcomeOf({ state, ...asked }: Step): Outcome {
  return { outcome: "ok", data: { choices: [], question: "", ...asked, state: state as Json } };
}

function record(
  parts: Parts,
  context: ActionContext,
  programme: string,
  kind: string,
  data: Record<string, Json>,
): void {
  const { person, now, today, source } = context;
  const told = { on: today, at: now, mode: "self", source, data } as const;
  parts.events.record({ programme, kind, personId: person.id, village: person.village, ...told });
}

/** Her first word about it. Who takes part already, or waits for an answer, is told so. */
function open(parts: Parts, store: Applications): Action {
  return action({
    args: z.object(whichArgs),
    outcomes: ["ok", "waiting", "member"],
    gives: ["guide", "scheme"],
    writes: true,
    run: (args, context) => {
      const { person } = context;
      const { id, name, purpose, sheet } = packFor(parts, args);
      const guide = (sheet?.guide ?? [purpose]).slice(0, 2).join("\n\n");
      const data = { guide, scheme: name };
      if (store.openOf(id, person.id) !== undefined) return { outcome: "waiting", data };
      if (parts.enrolments.current(id, person.id)?.as === "beneficiary") return { outcome: "member", data };
      record(parts, context, id, "socialisation.interested", {});
      return { outcome: "ok", data };
    },
  });
}

function explain(parts: Parts): Action {
  return action({
    args: z.object({ ...whichArgs, what: z.enum(["conditions", "check"]) }),
    outcomes: ["ok"],
    gives: GIVES,
    run: ({ what, ...args }) => {
      const pack = packFor(parts, args);
      return outcomeOf(stepFrom(pack, beginning(pack.id, what)));
    },
  });
}

function next(parts: Parts): Action {
  return action({
    args: z.object({ state: stateSchema, way: z.string(), fits: z.string().nullish(), answer: z.string().nullish() }),
    outcomes: ["ok"],
    gives: GIVES,
    run: ({ state, way, fits, answer }) =>
      outcomeOf(answered(packOf(parts, state.programme), state, (way === "choice" ? answer : fits) ?? "")),
  });
}

/** What her answers mean, in words; kept for the registration that may follow. */
function weigh(parts: Parts): Action {
  return action({
    args: z.object({ state: stateSchema }),
    outcomes: ["yes", "no", "unclear"],
    gives: ["conditions", "open-points"],
    run: ({ state }) => {
      const pack = packOf(parts, state.programme);
      const data = { conditions: state as Json, "open-points": unmet(pack, state.answers).join("\n") };
      return { outcome: eligibleBy(pack, state.answers), data };
    },
  });
}

function understood(parts: Parts): Action {
  return action({
    args: z.object({ state: stateSchema }),
    outcomes: ["ok"],
    writes: true,
    run: ({ state }, context) => {
      const items = packOf(parts, state.programme).calendar?.check.length ?? 0;
      const data = { right: state.right, items, understood: state.right === items ? "yes" : "no" };
      if (items > 0) record(parts, context, state.programme, "socialisation.understood", data);
      return { outcome: "ok" };
    },
  });
}

function submit(parts: Parts, store: Applications): Action {
  return action({
    args: z.object({ conditions: stateSchema }),
    outcomes: ["ok", "waiting"],
    gives: ["application", "documents", "more"],
    writes: true,
    run: ({ conditions }, context): Outcome => {
      const { person, now, newId } = context;
      const { programme, answers } = conditions;
      const before = store.openOf(programme, person.id);
      if (before !== undefined)
        return { outcome: "waiting", data: { application: before.id, documents: 0, more: false } };
      const id = newId();
      store.add({ id, programme, personId: person.id, answers, at: now });
      const eligible = eligibleBy(packOf(parts, programme), answers);
      record(parts, context, programme, "socialisation.registered", { eligible });
      if (parts.enrolments.current(programme, person.id) === undefined)
        parts.enrolments.enrol({ programme, personId: person.id, as: "candidate", since: now, source: context.source });
      return { outcome: "ok", data: { application: id, documents: 0, more: true } };
    },
  });
}

function addDocument(store: Applications): Action {
  return action({
    args: z.object({ application: z.string(), photo: z.object({ ref: z.string() }).nullish() }),
    outcomes: ["ok"],
    gives: ["documents", "more"],
    writes: true,
    run: ({ application, photo }) => {
      // "lewati" says that there are no more.
      const more = photo !== undefined && photo !== null;
      if (more) store.addDocument(application, photo.ref);
      return { outcome: "ok", data: { documents: store.documents(application).length, more } };
    },
  });
}

/** Who decides: a coordinator, else whoever helps her. */
const deciderFor = (parts: Parts, person: Person): Person | undefined =>
  parts.directory.withRole("coordinator").find(({ id, status }) => status === "active" && id !== person.id) ??
  helperFor(parts, person.id);

function send(parts: Parts): Action {
  return action({
    args: z.object({ application: z.string() }),
    outcomes: ["sent", "nobody"],
    gives: ["to"],
    writes: true,
    run: ({ application }, { person, now }) => {
      const to = deciderFor(parts, person);
      if (to === undefined) return { outcome: "nobody", data: { to: "" } };
      beginWith(parts, { key: `application:${application}`, to, flow: "interest-decide", data: { application }, now });
      return { outcome: "sent", data: { to: calledOf(to) } };
    },
  });
}

function waiting(parts: Parts, store: Applications): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "none"],
    gives: ["waiting"],
    run: (): Outcome => {
      const open = store.waiting(SOCIALISATION.tasksListed).map(({ id, programme, personId }) => {
        const person = parts.people.person(personId);
        const of = parts.packs.size > 1 ? packOf(parts, programme).name : null;
        return { id, label: [calledOf(person), person?.village, of].filter((one) => one != null).join(", ") };
      });
      return { outcome: open.length === 0 ? "none" : "ok", data: { waiting: open } };
    },
  });
}

function show(parts: Parts, store: Applications): Action {
  return action({
    args: z.object({ application: z.string() }),
    outcomes: ["ok", "gone"],
    gives: ["who", "lines"],
    run: ({ application }, { person, tell }): Outcome => {
      const found = store.byId(application);
      if (found?.state !== "open") return { outcome: "gone" };
      const applicant = parts.people.person(found.personId);
      const of = parts.packs.size > 1 ? packOf(parts, found.programme).name : null;
      const who = [calledOf(applicant), applicant?.village, of].filter((one) => one != null).join(", ");
      for (const file of filesOf(parts, store, found)) tell(person.id, "joining:document", { who }, { file });
      return { outcome: "ok", data: { who, lines: answerLines(parts, found, person.language) } };
    },
  });
}

/** Photos that have come by now, as files. */
function filesOf({ media, home }: Parts, store: Applications, { id }: Application) {
  return store.documents(id).flatMap((mediaId) => {
    const found = media.get(mediaId);
    if (found === undefined || found.sha256 === null) return [];
    const mime = found.mime ?? "application/octet-stream";
    const name = `${found.kind}-${found.sha256.slice(0, 8)}.${mime.split("/")[1] ?? "bin"}`;
    return [{ name, mime, path: join(home, "media", found.sha256) }];
  });
}

function answerLines(parts: Parts, { programme, answers }: Application, language: string): string {
  const word = (yes: string) => parts.texts.text(language, `joining:${yes}`);
  const lines = packOf(parts, programme).eligibility.flatMap(({ id, ask }) => {
    const answer = answers[id];
    return ask === undefined || answer === undefined ? [] : [`${ask} ${word(answer)}`];
  });
  return lines.length === 0 ? word("no-questions") : lines.join("\n");
}

function decide(parts: Parts, store: Applications): Action {
  return action({
    args: z.object({ application: z.string(), decision: z.enum(["accept", "not-yet", "later"]), reason: z.string() }),
    outcomes: ["told", "unreachable", "gone"],
    writes: true,
    run: ({ application, decision, reason }, { person, now, today, source, tell }): Outcome => {
      const found = store.byId(application);
      if (found?.state !== "open" || decision === "later") return { outcome: "gone" };
      const { programme, personId } = found;
      const applicant = parts.people.person(personId);
      const state = decision === "accept" ? "accepted" : "not-yet";
      store.decide(application, { state, by: person.id, at: now, reason });
      if (decision === "accept") accept(parts, found, now);
      parts.events.record({
        programme,
        kind: "socialisation.decided",
        personId,
        village: applicant?.village ?? null,
        on: today,
        at: now,
        mode: "facilitator",
        by: person.id,
        source,
        data: { outcome: state },
      });
      const data = { called: calledOf(applicant), reason, programme: packOf(parts, programme).name };
      return { outcome: tell(personId, `joining:${state}`, data) ? "told" : "unreachable" };
    },
  });
}

/** She takes part from now on; of the main programme she has the role, too, by which her reports are invited. */
function accept({ enrolments, directory, main }: Parts, { id, programme, personId }: Application, now: number): void {
  enrolments.enrol({ programme, personId, as: "beneficiary", since: now, source: `application:${id}` });
  if (programme !== main.id) return;
  directory.setRole(personId, "beneficiary", true, now);
  directory.setRole(personId, "prospective", false, now);
}
