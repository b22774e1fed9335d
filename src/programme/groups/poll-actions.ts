import { z } from "zod";
import { DAY } from "../../clock.ts";
import { type Action, type ActionContext, action, type DutyHandler, type Reach } from "../../conversation/module.ts";
import { withinHours } from "../../zones.ts";
import { callBack } from "../for-her/call-back.ts";
import { type Telling, tellingOf, withoutPhone } from "../for-her/people.ts";
import type { Parts } from "../parts.ts";
import { nameList } from "../weekly/names.ts";
import { bordaOf, type Result, readOptions, readRanking } from "./borda.ts";
import type { Groups } from "./groups.ts";
import type { Poll, Polls } from "./polls.ts";

export const COUNT = "poll.count";
export const ASK = "poll.ask";
export const ASK_KADER = "poll.ask-kader";
const POLL_FLOW = "poll";
/** How long a group ranks. */
const OPEN_DAYS = 3;
/** What can be ranked in a chat. */
const OPTIONS = { least: 2, most: 7, letters: 40 } as const;
/** With two ballots each would know the other's. */
const LEAST_BALLOTS = 3;

export type PollParts = { parts: Parts; groups: Groups; polls: Polls };

/** What the flows `poll-new` and `poll` do. */
export function pollActions(all: PollParts): Record<string, Action> {
  return {
    "poll.options": action({
      args: z.object({ options: z.string() }),
      outcomes: ["ok", "count"],
      run: ({ options }) => {
        const read = readOptions(options);
        const fits = read.length >= OPTIONS.least && read.length <= OPTIONS.most;
        return { outcome: fits && read.every((one) => one.length <= OPTIONS.letters) ? "ok" : "count" };
      },
    }),
    "poll.create": create(all),
    "poll.open": open(all),
    "poll.vote": vote(all),
  };
}

function create({ parts, groups, polls }: PollParts): Action {
  return action({
    args: z.object({ group: z.string(), question: z.string(), options: z.string() }),
    outcomes: ["ok", "nothing"],
    gives: ["reached", "members"],
    writes: true,
    run: ({ group: groupId, question, options }, { person, now, newId }) => {
      const group = groups.of(person.id).find(({ id }) => id === groupId);
      if (group === undefined || !groups.mayWrite(group, person.id)) return { outcome: "nothing" };
      const closesAt = now + OPEN_DAYS * DAY;
      const poll = {
        id: newId(),
        groupId,
        ask: question,
        options: readOptions(options),
        byPerson: person.id,
        closesAt,
      };
      polls.add({ ...poll, openedAt: now });
      const key = `${COUNT}:${poll.id}`;
      const data = { poll: poll.id };
      parts.duties.plan({ key, kind: COUNT, personId: null, data, dueAt: closesAt, expiresAt: closesAt + 30 * DAY });
      const members = groups.members(groupId);
      const reached = members.filter(({ personId }) => parts.members.hasPhone(personId));
      // For who has no phone it is told by her kader, whom it is said to once for all of hers.
      const kader = members.flatMap(({ personId }) =>
        parts.members.hasPhone(personId) ? [] : (parts.members.kaderOf(personId) ?? []),
      );
      const plan = (kind: string, personId: string) =>
        parts.duties.plan({
          key: `${kind}:${poll.id}:${personId}`,
          kind,
          personId,
          data,
          dueAt: now,
          expiresAt: closesAt,
        });
      for (const { personId } of reached) plan(ASK, personId);
      for (const id of new Set(kader)) plan(ASK_KADER, id);
      return { outcome: "ok", data: { reached: reached.length, members: members.length } };
    },
  });
}

const isIn = ({ groups }: PollParts, { groupId }: Poll, personId: string): boolean =>
  groups.members(groupId).some((one) => one.personId === personId);

/** Her own, or that of a member without a phone; of several that are open the oldest, unless one is named. */
function open(all: PollParts): Action {
  return action({
    args: z.object({ poll: z.string().nullish(), member: z.string().nullish() }),
    outcomes: ["ok", "over"],
    gives: ["poll", "question", "lines", "title", "voted"],
    run: ({ poll: id, member }, { person }) => {
      const whose = tellingOf(all.parts, person, member)?.person.id ?? "";
      const poll = id == null ? all.polls.openFor(whose)[0] : all.polls.open(id);
      if (poll === undefined || !isIn(all, poll, whose)) return { outcome: "over" };
      const lines = poll.options.map((option, at) => `${at + 1}. ${option}`).join("\n");
      const title = all.groups.byId(poll.groupId)?.name ?? "";
      return { outcome: "ok", data: { poll: poll.id, question: poll.ask, lines, title, voted: false } };
    },
  });
}

function vote(all: PollParts): Action {
  return action({
    args: z.object({ poll: z.string(), ranking: z.string(), member: z.string().nullish() }),
    outcomes: ["ok", "over"],
    gives: ["voted"],
    writes: true,
    run: ({ poll: id, ranking, member }, context) => {
      const { person, now, tell } = context;
      const telling = tellingOf(all.parts, person, member);
      const poll = all.polls.open(id);
      const read = poll === undefined ? undefined : readRanking(ranking, poll.options.length);
      if (poll === undefined || telling === undefined || !isIn(all, poll, telling.person.id))
        return { outcome: "over" };
      if (read === undefined) return { outcome: "ok", data: { voted: false } };
      all.polls.vote(id, telling.person.id, read, now);
      ranked(all, poll, telling, context);
      if (all.polls.ballots(id).length === all.groups.members(poll.groupId).length) count(all, poll, now, { tell });
      return { outcome: "ok", data: { voted: true } };
    },
  });
}

/** That she took part and who told it, once; how she ranked stands in her ballot alone, and goes with it. */
function ranked(
  { parts, groups }: PollParts,
  poll: Poll,
  { person: her, mode }: Telling,
  context: ActionContext,
): void {
  const { person, now, today, source } = context;
  parts.events.record({
    programme: groups.byId(poll.groupId)?.programme ?? parts.main.id,
    kind: "group.ranked",
    personId: her.id,
    groupId: poll.groupId,
    village: her.village,
    on: today,
    at: now,
    mode,
    by: person.id,
    source,
    data: { poll: poll.id },
  });
  callBack(parts, { personId: her.id, what: "ballot" }, context);
}

/** Asks one member, in her hours. */
export function askDuty({ parts, polls }: PollParts): DutyHandler {
  return {
    run: (data, { personId, now, begin }) => {
      const person = personId === null ? undefined : parts.people.person(personId);
      const poll = String(data["poll"]);
      if (person?.status !== "active" || polls.open(poll) === undefined) return { dropped: "nothing to ask" };
      const openAt = withinHours(person.zone, now, parts.pack.hours);
      if (openAt > now) return { again: openAt };
      return begin(person.id, POLL_FLOW, { poll }, { as: "initiated" }) ? "done" : { dropped: "unreachable" };
    },
  };
}

/** The time is over: what was said so far is counted. */
export function countDuty(all: PollParts): DutyHandler {
  return {
    run: (data, { now, tell }) => {
      const poll = all.polls.open(String(data["poll"]));
      if (poll === undefined) return { dropped: "counted" };
      count(all, poll, now, { tell });
      return "done";
    },
  };
}

/** Tells a kader whose ballots wait for her, in her hours. */
export function askKaderDuty({ parts, groups, polls }: PollParts): DutyHandler {
  return {
    run: (data, { personId, now, tell }) => {
      const kader = personId === null ? undefined : parts.people.person(personId);
      const poll = polls.open(String(data["poll"]));
      if (kader?.status !== "active" || poll === undefined) return { dropped: "nothing to ask" };
      const openAt = withinHours(kader.zone, now, parts.pack.hours);
      if (openAt > now) return { again: openAt };
      const hers = new Set(withoutPhone(parts, kader).map(({ id }) => id));
      const names = groups.members(poll.groupId).flatMap(({ personId: id, called }) => (hers.has(id) ? [called] : []));
      if (names.length === 0) return { dropped: "nobody of hers" };
      const words = {
        called: kader.called ?? kader.name ?? "",
        group: groups.byId(poll.groupId)?.name ?? "",
        question: poll.ask,
        names: nameList(parts.texts, kader.language, names),
      };
      return tell(kader.id, "groups:poll-kader", words, { as: "initiated" }) ? "done" : { dropped: "unreachable" };
    },
  };
}

/** Counts, lets the ballots go, and tells the result once to everybody of the group and to who asked. */
function count(all: PollParts, poll: Poll, now: number, { tell }: Pick<Reach, "tell">): void {
  const ballots = all.polls.ballots(poll.id);
  const result = bordaOf(poll.options.length, ballots);
  const enough = ballots.length >= LEAST_BALLOTS;
  all.polls.counted(poll.id, enough ? result : { places: [], ballots: ballots.length }, now);
  const told = new Set([poll.byPerson, ...all.groups.members(poll.groupId).map(({ personId }) => personId)]);
  for (const id of told) tell(id, ...resultText(all, poll, result, enough, id), { as: "initiated" });
}

function resultText(
  { parts }: PollParts,
  { ask, options }: Poll,
  { places, ballots }: Result,
  enough: boolean,
  personId: string,
): [key: string, data: Record<string, string | number>] {
  if (!enough) return ["groups:poll-few", { question: ask }];
  const language = parts.people.person(personId)?.language ?? "id";
  const tied = places.some((place) => place.length > 1);
  const lines = places.map((place, at) => {
    const names = place.map((option) => options[option] ?? "-").join(", ");
    return parts.texts.text(language, place.length > 1 ? "groups:place-tied" : "groups:place", { no: at + 1, names });
  });
  return [tied ? "groups:poll-tied" : "groups:poll-result", { question: ask, lines: lines.join("\n"), count: ballots }];
}
