import { z } from "zod";
import type { MediaKind } from "../conversation/channel.ts";
import { type Action, type ActionContext, action, type DutyHandler, type Reach } from "../conversation/module.ts";
import type { Json } from "../flow/session.ts";
import { callHelper } from "./call-helper.ts";
import { helperFor } from "./helper.ts";
import { nameOf, type Parts } from "./parts.ts";
import { passOn } from "./pass-on.ts";

/** Talking with a human through the bot: both sides, and what happens when nobody answers. */
export function helpActions(parts: Parts): Record<string, Action> {
  return {
    "help.open": open(parts),
    "help.relay": relay(parts),
    "help.show": show(parts),
    "help.take": take(parts),
    "help.reply": reply(parts),
    "help.close": close(parts),
    "help.answer": answer(parts),
    "help.list": list(parts),
  };
}

export function helpDuties(parts: Parts): Record<string, DutyHandler> {
  return { "help.unanswered": { run: (data, context) => unanswered(parts, String(data["ticket"]), context) } };
}

function open(parts: Parts): Action {
  return action({
    args: z.object({ about: z.string().optional(), question: z.string().optional() }),
    outcomes: ["opened", "nobody"],
    gives: ["talking", "to"],
    writes: true,
    run: ({ about = null, question = null }, context) => {
      const { person } = context;
      const waiting = parts.tickets.pending(person.id, "help");
      const helper = waiting?.helperId == null ? helperFor(parts, person) : parts.people.person(waiting.helperId);
      if (helper === undefined) return { outcome: "nobody" };
      const given = { flow: about, step: question, kind: "help" as const };
      if (waiting === undefined && !callHelper(parts, context, person.id, helper, given)) return { outcome: "nobody" };
      return { outcome: "opened", data: { talking: true, to: helper.called ?? helper.name ?? "" } };
    },
  });
}

const message = z.object({ message: z.unknown() });

/** What is passed on: her words, or that she sent a photo. */
function passedOn(parts: Parts, value: unknown, language: string): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  const kind = "media" in value ? String(value.media) : "other";
  const key = `membership:sent.${kind}`;
  return parts.texts.text(language, parts.texts.has(language, key) ? key : "membership:sent.other");
}

/** A photo or voice note of the talk itself follows when it is fetched. */
function passOnFile(parts: Parts, value: unknown, context: ActionContext, to: string): void {
  if (typeof value !== "object" || value === null || !("media" in value) || !("ref" in value)) return;
  const kind = KEPT.find((one) => one === value.media);
  if (kind === undefined || value.ref === "") return;
  passOn(parts, context.keepMedia(kind, String(value.ref)), context.person.id, to, context.now);
}

const KEPT: readonly MediaKind[] = ["photo", "voice", "audio", "document"];

/** From her to the helper. An empty message is her "selesai", or the helper's. */
function relay(parts: Parts): Action {
  return action({
    args: message,
    outcomes: ["passed", "closed"],
    writes: true,
    run: ({ message: value }, context) => {
      const { person, tell, now } = context;
      const ticket = parts.tickets.pending(person.id, "help");
      if (ticket?.helperId == null) return { outcome: "closed" };
      const helper = parts.people.person(ticket.helperId);
      const text = passedOn(parts, value, helper?.language ?? person.language);
      if (text === undefined) {
        parts.tickets.close(ticket.id, now);
        tell(ticket.helperId, "membership:help.she-ended", { who: nameOf(parts, person) });
        return { outcome: "closed" };
      }
      tell(ticket.helperId, "membership:help.from", { who: nameOf(parts, person), text });
      passOnFile(parts, value, context, ticket.helperId);
      return { outcome: "passed" };
    },
  });
}

function show(parts: Parts): Action {
  return action({
    args: z.object({ ticket: z.string() }),
    outcomes: ["ok", "gone"],
    gives: ["who", "about", "asked", "has-question", "accepted"],
    run: ({ ticket: id }, { openQuestion, person }) => {
      const ticket = parts.tickets.byId(id);
      if (ticket === undefined || ticket.state === "closed") return { outcome: "gone" };
      const word = (key: string) => parts.texts.text(person.language, key);
      const title = ticket.flow === null ? "membership:help.no-flow" : `${ticket.flow}:title`;
      const about = parts.texts.has(person.language, title) ? word(title) : word("membership:help.no-flow");
      const asked = ticket.flow === null ? undefined : openQuestion(ticket.personId, ticket.flow);
      const data: Record<string, Json> = {
        who: nameOf(parts, parts.people.person(ticket.personId)),
        about,
        asked: asked?.text ?? "",
        "has-question": asked?.hers === false,
        accepted: false,
      };
      return { outcome: "ok", data };
    },
  });
}

function take(parts: Parts): Action {
  return action({
    args: z.object({ ticket: z.string() }),
    outcomes: ["talking", "gone"],
    gives: ["talking"],
    writes: true,
    run: ({ ticket: id }, { person, tell }) => {
      const ticket = parts.tickets.byId(id);
      if (ticket === undefined || ticket.state === "closed") return { outcome: "gone" };
      parts.tickets.setTalking(id);
      tell(ticket.personId, "membership:help.here", { helper: nameOf(parts, person) });
      return { outcome: "talking", data: { talking: true } };
    },
  });
}

/** Done without a talk here. Who asked for help hears it, also in the middle of her talk; who never asked hears nothing. */
function close(parts: Parts): Action {
  return action({
    args: z.object({ ticket: z.string() }),
    outcomes: ["closed", "gone"],
    writes: true,
    run: ({ ticket: id }, { person, tell, skip, openQuestion, now }) => {
      const ticket = parts.tickets.byId(id);
      if (ticket === undefined || ticket.state === "closed") return { outcome: "gone" };
      parts.tickets.close(id, now);
      if (ticket.kind !== "help") return { outcome: "closed" };
      const called = nameOf(parts, parts.people.person(ticket.personId));
      if (openQuestion(ticket.personId)?.flow === "help") skip(ticket.personId, "help");
      else tell(ticket.personId, "membership:help.closed-for-you", { called, helper: nameOf(parts, person) });
      return { outcome: "closed" };
    },
  });
}

/** From the helper to her. */
function reply(parts: Parts): Action {
  return action({
    args: message.extend({ ticket: z.string() }),
    outcomes: ["passed", "closed"],
    writes: true,
    run: ({ ticket: id, message: value }, context) => {
      const { person, tell, skip, now } = context;
      const ticket = parts.tickets.byId(id);
      if (ticket === undefined || ticket.state === "closed") return { outcome: "closed" };
      const text = passedOn(parts, value, person.language);
      if (text === undefined) {
        parts.tickets.close(id, now);
        skip(ticket.personId, "help");
        return { outcome: "closed" };
      }
      tell(ticket.personId, "membership:help.from", { who: nameOf(parts, person), text });
      passOnFile(parts, value, context, ticket.personId);
      return { outcome: "passed" };
    },
  });
}

/** The helper fills in the answer that she is waiting at; both names go into the record. */
function answer(parts: Parts): Action {
  return action({
    args: z.object({ ticket: z.string(), value: z.unknown() }),
    outcomes: ["accepted", "not-accepted", "nothing-open"],
    gives: ["accepted"],
    writes: true,
    run: ({ ticket: id, value }, { person, answerFor, now }) => {
      const ticket = parts.tickets.byId(id);
      if (ticket === undefined || ticket.state === "closed" || typeof value !== "string")
        return { outcome: "nothing-open" };
      const preface = { key: "membership:help.answered-for-you", data: { helper: nameOf(parts, person), value } };
      const result = answerFor(ticket.personId, { text: value, by: person.id, flow: ticket.flow ?? "", preface });
      if (result !== "understood")
        return { outcome: result === "nothing-open" ? result : "not-accepted", data: { accepted: false } };
      parts.tickets.close(id, now);
      return { outcome: "accepted", data: { accepted: true } };
    },
  });
}

function list(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["some", "none"],
    gives: ["tickets"],
    run: (_, { person }) => {
      const waiting = parts.tickets.waitingFor(person.id).slice(0, 9);
      const tickets = waiting.map((t) => ({ id: t.id, label: nameOf(parts, parts.people.person(t.personId)) }));
      return { outcome: tickets.length === 0 ? "none" : "some", data: { tickets } };
    },
  });
}

/** A day without an answer: the coordinator is told who waits for whom. */
function unanswered(parts: Parts, id: string, reach: Reach): "done" | { dropped: string } {
  const ticket = parts.tickets.byId(id);
  if (ticket?.state !== "open") return { dropped: "answered" };
  const data = {
    who: nameOf(parts, parts.people.person(ticket.personId)),
    helper: nameOf(parts, parts.people.person(ticket.helperId ?? "")),
  };
  for (const coordinator of parts.directory.withRole("coordinator"))
    if (coordinator.id !== ticket.helperId)
      reach.tell(coordinator.id, "membership:help.unanswered", data, { as: "initiated" });
  return "done";
}
