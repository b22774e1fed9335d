import { z } from "zod";
import { mayStart } from "../conversation/audience.ts";
import { type Action, type ActionContext, action } from "../conversation/module.ts";
import { MORE, PAGE_SIZE, pageOf } from "../conversation/pages.ts";
import type { CompiledFlow } from "../flow/compile.ts";
import { LIMITS } from "../limits.ts";
import { hashPin, isPin } from "../people/pin.ts";
import type { Parts } from "./parts.ts";
import { record } from "./register.ts";

/** The menu, being written to or not, whose phone it is, and its PIN. */
export function contactActions(parts: Parts): Record<string, Action> {
  return {
    "membership.menu": menu(parts),
    "membership.menu-turn": menuTurn(),
    "membership.stop": stop(parts),
    "membership.start-again": startAgain(parts),
    "membership.agree-again": agreeAgain(parts),
    "membership.languages": languages(parts),
    "membership.set-language": setLanguage(parts),
    "membership.ask-who": askWho(),
    "membership.pin-form": pinForm(),
    "membership.set-pin": setPin(parts),
  };
}

/** A page of it: whoever has several roles may do more than stands in a message. `page` is the one before. */
function menu(parts: Parts): Action {
  return action({
    args: z.object({ page: z.number().optional() }),
    outcomes: ["ok"],
    gives: ["items", "page", "turning"],
    sealed: true,
    run: ({ page = -1 }, { person }) => {
      const offered = [...parts.library.all()]
        .filter((flow) => flow.source.start?.menu !== undefined && mayStart(person, parts.library, flow.id))
        .sort((a, b) => (a.source.start?.menu ?? 0) - (b.source.start?.menu ?? 0));
      const items = helpAtHand(offered).map(({ id }) => ({
        id,
        label: parts.texts.text(person.language, `${id}:title`),
      }));
      const shown = pageOf(items, page + 1, parts.texts.text(person.language, "membership:menu-more"));
      return { outcome: "ok", data: { items: shown.options, page: shown.page, turning: true } };
    },
  });
}

/** What is offered everywhere, a human, stands on the first page, however long the menu is. */
function helpAtHand(offered: readonly CompiledFlow[]): CompiledFlow[] {
  const always = offered.filter(({ source }) => source.start?.always === true);
  if (offered.length <= LIMITS.listOptions) return [...offered];
  const others = offered.filter((flow) => !always.includes(flow));
  const before = PAGE_SIZE - always.length;
  return [...others.slice(0, before), ...always, ...others.slice(before)];
}

/** When the last line of a page was chosen, the next page is shown. */
function menuTurn(): Action {
  return action({
    args: z.object({ further: z.string() }),
    outcomes: ["ok"],
    gives: ["turning"],
    sealed: true,
    run: ({ further }) => ({ outcome: "ok", data: { turning: further === MORE } }),
  });
}

function stop(parts: Parts): Action {
  return action({
    args: z.object({ topic: z.string() }),
    outcomes: ["stopped"],
    writes: true,
    run: ({ topic }, { person, now }) => {
      parts.directory.setOptOut(person.id, topic, true, now);
      if (topic === "all" && person.status === "active") parts.directory.change(person.id, { status: "stopped" }, now);
      return { outcome: "stopped" };
    },
  });
}

const TOPICS = ["all", "reports", "training"] as const;

function startAgain(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["started", "already", "withdrawn"],
    writes: true,
    run: (_, context) => {
      if (parts.directory.consents(context.person.id).service?.given === false) return { outcome: "withdrawn" };
      return { outcome: beWrittenToAgain(parts, context) ? "started" : "already" };
    },
  });
}

/** False: she was written to all along. */
function beWrittenToAgain(parts: Parts, { person, now }: ActionContext): boolean {
  const wasStopped =
    person.status === "stopped" || TOPICS.some((topic) => parts.directory.hasOptedOut(person.id, topic));
  for (const topic of TOPICS) parts.directory.setOptOut(person.id, topic, false, now);
  if (person.status === "stopped") parts.directory.change(person.id, { status: "active" }, now);
  return wasStopped;
}

/** After TARIK SETUJU LAYANAN: her own word alone makes anything be written down again. */
function agreeAgain(parts: Parts): Action {
  return action({
    args: z.object({ service: z.string(), reports: z.string() }),
    outcomes: ["agreed"],
    writes: true,
    run: ({ service, reports }, context) => {
      record(parts, context, "service", service === "yes", "service");
      record(parts, context, "reports", reports === "yes", "reports");
      beWrittenToAgain(parts, context);
      return { outcome: "agreed" };
    },
  });
}

/** The languages that there are, those that are whole first; with the words by which people call them. */
function languages(parts: Parts): Action {
  const { texts } = parts;
  const ordered = [...texts.languages].sort((a, b) => Number(b.complete) - Number(a.complete));
  const items = ordered.map(({ code, name }) => {
    const aliases = texts.languages.flatMap((one) => texts.words(one.code, `membership:language.${code}`));
    return { id: code, label: name, aliases: [...new Set(aliases)] };
  });
  return action({
    args: z.object({}),
    outcomes: ["ok"],
    gives: ["languages"],
    run: () => ({ outcome: "ok", data: { languages: items } }),
  });
}

function setLanguage(parts: Parts): Action {
  return action({
    args: z.object({ language: z.string() }),
    outcomes: ["set", "draft"],
    writes: true,
    run: ({ language }, { person, now }) => {
      parts.directory.change(person.id, { language }, now);
      const isDraft = parts.texts.languages.some(({ code, complete }) => code === language && !complete);
      return { outcome: isDraft ? "draft" : "set" };
    },
  });
}

function askWho(): Action {
  return action({
    args: z.object({}),
    outcomes: ["asked"],
    writes: true,
    run: (_, { address, askWho: ask }) => {
      if (address !== undefined) ask(address);
      return { outcome: "asked" };
    },
  });
}

function pinForm(): Action {
  return action({
    args: z.object({ value: z.string() }),
    outcomes: ["ok", "not-a-pin"],
    run: ({ value }) => ({ outcome: isPin(value.trim()) ? "ok" : "not-a-pin" }),
  });
}

function setPin(parts: Parts): Action {
  return action({
    args: z.object({ pin: z.string() }),
    outcomes: ["set"],
    writes: true,
    run: ({ pin }, { person, now }) => {
      parts.directory.change(person.id, { pin: hashPin(pin.trim()) }, now);
      return { outcome: "set" };
    },
  });
}
