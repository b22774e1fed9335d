import { z } from "zod";
import { type Action, type ActionContext, action } from "../../../conversation/module.ts";
import type { Json } from "../../../flow/session.ts";
import { isRegistered } from "../../../people/person.ts";
import { dateIn } from "../../../zones.ts";
import { OPEN_CATEGORIES } from "../../open/index.ts";
import type { ChatParts } from "../parts.ts";
import type { Drafts } from "./draft.ts";
import { outsideNumbers } from "./outside.ts";
import { leftOf, NOBODY_STRUCK, namesOf, readingOf, strikeOptions } from "./recipients.ts";

/** Where the conversation begins, who is struck out, and the two ways that lead out of it. */
export function beginningActions(
  parts: ChatParts,
  drafts: Drafts,
  isOpenNumber: (conversation: string) => boolean,
): Record<string, Action> {
  return {
    "suara.begin": begin(parts, drafts),
    "suara.strike": strike(parts),
    "suara.open": open(parts),
    "suara.outside": outside(parts),
    "suara.resume": resume(),
    "suara.leave": leave(drafts, isOpenNumber),
  };
}

/** Ids of those who are struck out, as the conversation carries them along. */
export const struckIds = z.array(z.string()).default([]);

function begin(parts: ChatParts, drafts: Drafts): Action {
  const { texts, safe, law } = parts;
  return action({
    args: z.object({}),
    outcomes: ["ready", "not-ready"],
    gives: ["numbers", "readers", "recipients", "law", "may-be-open"],
    sealed: true,
    run: (_, context) => {
      const { person, conversation } = context;
      const numbers = numbersFor(parts, context, true);
      const all = safe?.cases.recipients() ?? [];
      if (all.length === 0) return { outcome: "not-ready", data: { numbers } };
      drafts.begin(conversation);
      const data: Record<string, Json> = {
        numbers,
        readers: namesOf(all),
        recipients: strikeOptions(all, texts, person.language, "nobody-struck"),
        "may-be-open": mayBeOpen(parts, context),
        ...(law === undefined ? {} : { law }),
      };
      return { outcome: "ready", data };
    },
  });
}

/** Only by her own name: on a phone of several people nobody knows whose it would be. */
function mayBeOpen({ openComplaint }: ChatParts, { person, address }: ActionContext): boolean {
  return openComplaint !== undefined && isRegistered(person) && address?.people.length === 1;
}

function numbersFor(parts: ChatParts, { person, now }: ActionContext, danger: boolean): string {
  const district = person.village === null ? undefined : parts.districtOf(person.village);
  const today = dateIn(parts.zone, now);
  return outsideNumbers(parts.settings.referrals, parts.texts, { district, danger, language: person.language, today });
}

function strike({ safe, texts }: ChatParts): Action {
  return action({
    args: z.object({ chosen: z.array(z.string()), "struck-ids": struckIds }),
    outcomes: ["struck"],
    gives: ["struck-ids", "struck", "remaining", "more-to-strike", "reading", "trustee"],
    sealed: true,
    run: ({ chosen, "struck-ids": before }, { person }) => {
      const all = safe?.cases.recipients() ?? [];
      const added = chosen.filter((id) => id !== NOBODY_STRUCK);
      const ids = [...new Set([...before, ...added])];
      const left = leftOf(all, ids);
      const reading = readingOf(left);
      const data: Record<string, Json> = {
        "struck-ids": ids,
        struck: namesOf(all.filter((one) => !left.includes(one))),
        remaining: strikeOptions(left, texts, person.language, "enough"),
        "more-to-strike": added.length > 0 && left.length > 0,
        reading,
        trustee: left.find(({ kind }) => kind === "trustee")?.name ?? "",
      };
      return { outcome: "struck", data };
    },
  });
}

function open({ openComplaint }: ChatParts): Action {
  return action({
    args: z.object({ category: z.number(), complaint: z.string() }),
    outcomes: ["sent", "failed"],
    gives: ["ticket"],
    sealed: true,
    writes: true,
    run: ({ category: given, complaint: text }, { person, tell, now }) => {
      const category = OPEN_CATEGORIES.find((one) => one === given);
      if (openComplaint === undefined || category === undefined) return { outcome: "failed" };
      const ticket = openComplaint({ personId: person.id, category, text }, { tell, now });
      return { outcome: "sent", data: { ticket } };
    },
  });
}

function outside(parts: ChatParts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok"],
    gives: ["numbers"],
    sealed: true,
    run: (_, context) => ({ outcome: "ok", data: { numbers: numbersFor(parts, context, true) } }),
  });
}

/** KELUAR and HAPUS: what was told goes, unless it is sealed already; she hears which. */
function leave(drafts: Drafts, isOpenNumber: (conversation: string) => boolean): Action {
  return action({
    args: z.object({}),
    outcomes: ["left"],
    gives: ["sent"],
    sealed: true,
    run: (_, { conversation }) => {
      const sent = drafts.isSent(conversation) || isOpenNumber(conversation);
      drafts.drop(conversation);
      return { outcome: "left", data: { sent } };
    },
  });
}

/** What she was asked before, to be answered again. Who is not known to write has no question. */
function resume(): Action {
  return action({
    args: z.object({ where: z.string().optional() }),
    outcomes: ["there", "nothing"],
    gives: ["question"],
    sealed: true,
    run: ({ where }, { person, openQuestion }) => {
      const question = where === undefined ? undefined : openQuestion(person.id, where);
      if (question === undefined || question.text === "") return { outcome: "nothing" };
      return { outcome: "there", data: { question: question.text } };
    },
  });
}
