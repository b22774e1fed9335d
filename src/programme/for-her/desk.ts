import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { MORE, type Option, pageOf } from "../../conversation/pages.ts";
import type { Person } from "../../people/person.ts";
import type { Imported } from "../assessment/imported.ts";
import { formsFor, isHers } from "../forms/access.ts";
import type { Polls } from "../groups/polls.ts";
import type { Parts } from "../parts.ts";
import { trainingParts } from "../training/parts.ts";
import { openTest } from "../training/tests.ts";
import { isHerWeek, takesPart } from "../weekly/expected.ts";
import { firstWeek } from "../weekly/members.ts";
import { chooseWeek } from "../weekly/week.ts";
import { withoutPhone } from "./people.ts";

/** Version of what a member is asked before something is told for her, in `member-things.json`. */
const AGREED_VERSION = "2026-11";

export type DeskParts = { parts: Parts; imported: Imported; polls: Polls };

/** What the flows `member-desk` and `member-things` do: which of her people somebody tells for, and what there is to be told. */
export function deskActions(all: DeskParts): Record<string, Action> {
  const { parts } = all;
  return {
    "for-her.people": people(parts),
    "for-her.chosen": chosen(parts),
    "for-her.agree": agree(parts),
    "for-her.things": things(all),
  };
}

const nameOf = ({ called, name }: Person): string => called ?? name ?? "-";
const hers = (parts: Parts, teller: Person, member: string): Person | undefined =>
  withoutPhone(parts, teller).find(({ id }) => id === member);

/** A page of them; after "lainnya" the next one. */
function people(parts: Parts): Action {
  return action({
    args: z.object({ page: z.number().optional(), member: z.string().optional() }),
    outcomes: ["ok", "nobody"],
    gives: ["people", "page"],
    run: ({ page = 0, member }, { person }) => {
      const all = withoutPhone(parts, person);
      if (all.length === 0) return { outcome: "nobody" };
      const options = all.map(
        (one): Option => ({ id: one.id, label: nameOf(one), aliases: [one.name ?? nameOf(one)] }),
      );
      const more = parts.texts.text(person.language, "for-her:more");
      const shown = pageOf(options, member === MORE ? page + 1 : 0, more);
      return { outcome: "ok", data: { people: shown.options, page: shown.page } };
    },
  });
}

/** `ask-first`: she was never asked whether what others tell for her may be kept. */
function chosen(parts: Parts): Action {
  return action({
    args: z.object({ member: z.string() }),
    outcomes: ["ok", "gone"],
    gives: ["who", "ask-first"],
    run: ({ member }, { person }) => {
      const her = hers(parts, person, member);
      if (her === undefined) return { outcome: "gone" };
      const asked = parts.directory.consents(member).reports !== undefined;
      return { outcome: "ok", data: { who: nameOf(her), "ask-first": !asked } };
    },
  });
}

/** Her own yes or no, in the words of who asked her. */
function agree(parts: Parts): Action {
  return action({
    args: z.object({ member: z.string(), agree: z.enum(["yes", "no"]) }),
    outcomes: ["ok", "refused"],
    writes: true,
    run: ({ member, agree: said }, { person, now, channel }) => {
      const given = said === "yes";
      if (hers(parts, person, member) === undefined) return { outcome: "refused" };
      const word = { personId: member, purpose: "reports" as const, given, version: AGREED_VERSION };
      parts.directory.recordConsent({ ...word, byPerson: person.id, via: channel, at: now });
      return { outcome: given ? "ok" : "refused" };
    },
  });
}

/** What there is to be told of her now; `week` is that of her next report. */
function things(all: DeskParts): Action {
  return action({
    args: z.object({ member: z.string() }),
    outcomes: ["ok", "gone"],
    gives: ["things", "week"],
    run: ({ member }, { person, now, today }) => {
      const her = hers(all.parts, person, member);
      if (her === undefined) return { outcome: "gone" };
      const week = reportWeek(all.parts, her, today, now);
      const open = openThings(all, person, her, { now, week });
      const label = (id: string) => all.parts.texts.text(person.language, `for-her:thing.${id}`);
      const options = [...open, "done"].map((id) => ({ id, label: label(id) }));
      return { outcome: "ok", data: { things: options, week: week ?? "" } };
    },
  });
}

/** The week that her report is about; undefined: she reports none, or has, or it is not her week. */
function reportWeek(parts: Parts, her: Person, today: string, now: number): string | undefined {
  const { members, reports } = parts;
  if (!her.roles.includes("beneficiary") || !takesPart(parts, her.id)) return undefined;
  const since = firstWeek(members.since(her.id, "beneficiary") ?? now, her.zone);
  const reported = (one: string) => reports.has(her.id, one, "beneficiary");
  const { week } = chooseWeek({ today, since, reported });
  return reported(week) || !isHerWeek(parts, her.id, week) ? undefined : week;
}

function openThings(
  { parts, imported, polls }: DeskParts,
  teller: Person,
  her: Person,
  { now, week }: { now: number; week: string | undefined },
): string[] {
  const training = trainingParts(parts);
  const mayFill = formsFor(parts, teller).some(({ form }) => form.about === "member" && isHers(form));
  return [
    ...(imported.waiting(her.id) === undefined ? [] : ["data"]),
    ...(week === undefined ? [] : ["report"]),
    ...(training.sessions.ofPerson(her.id, now).length === 0 ? [] : ["rsvp"]),
    ...(openTest(training, her.id, now) === undefined ? [] : ["test"]),
    ...(polls.openFor(her.id).length === 0 ? [] : ["ballot"]),
    ...(mayFill ? ["form"] : []),
  ];
}
