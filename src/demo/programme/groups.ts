import { HOUR, MINUTE } from "../../clock.ts";
import { Groups } from "../../programme/groups/groups.ts";
import { Polls } from "../../programme/groups/polls.ts";
import { dateIn } from "../../zones.ts";
import type { Moment } from "../moments.ts";
import { chance, inTurn, onceIn } from "./chance.ts";
import type { DemoGroup } from "./field-data.ts";
import { fillIn, formOf } from "./forms.ts";
import { type Chapter, instantAgo, personOf, type Tale, zoneOf } from "./tale.ts";

/** Groups: formed, with rules, meetings on record, and what they ranked. */
export const groups: Chapter = (tale) => tale.year.groups.flatMap((one) => groupOf(tale, one));

function groupOf(tale: Tale, given: DemoGroup): Moment[] {
  const { stage, demo } = tale;
  const zone = zoneOf(tale, personOf(tale, given.by));
  const found = new Groups(demo.db.sqlite);
  const id = () => {
    const group = found.of(stage.id(given.by)).find(({ name }) => name === given.name);
    if (group === undefined) throw new Error(`the demo's group ${given.name} was not formed`);
    return group.id;
  };
  const formed: Moment = {
    at: instantAgo(tale, zone, given.formed, "thursday", "10:00"),
    run: (now) => {
      const members = given.members.map((one) => stage.id(one));
      const officers = { chair: stage.id(given.chair), secretary: stage.id(given.secretary) };
      const named = { name: given.name, members, ...officers, treasurer: stage.id(given.treasurer) };
      stage.act(given.by, "group.create", named, now);
      given.rules.forEach(
        (rule, no) => void stage.act(given.by, "group.rule", { group: id(), rule }, now + no * MINUTE),
      );
    },
  };
  return [formed, ...meetingsOf(tale, given, id), ...given.polls.flatMap((poll) => pollOf(tale, given, poll, id))];
}

function meetingsOf(tale: Tale, given: DemoGroup, id: () => string): Moment[] {
  const { stage } = tale;
  const { every, day, time } = given.meets;
  const zone = zoneOf(tale, personOf(tale, given.by));
  const count = Math.max(0, Math.floor((given.formed - 1) / every) + 1);
  return Array.from({ length: count }, (_, no): Moment => {
    const ago = given.formed - 1 - no * every;
    const key = `${given.name} ${no}`;
    const present = given.members.filter((one) => !onceIn(7, `meets ${one} ${key}`));
    const meeting = inTurn(given.meetings, no);
    const run = (now: number) => {
      const told = { group: id(), date: dateIn(zone, now), present: present.map((one) => stage.id(one)) };
      stage.act(given.chair, "group.meeting", { ...told, topic: meeting.topic, notes: meeting.notes }, now);
      if (given.form !== undefined) recordNotes(tale, given, { no, count, present: present.length, at: now + HOUR });
    };
    return { at: instantAgo(tale, zone, ago, day, time) + 2 * HOUR, run };
  });
}

type Meeting = { no: number; count: number; present: number; at: number };

/** The same figures after each meeting: who was there, who spoke, who led. */
function recordNotes(tale: Tale, { name, by, members, form }: DemoGroup, { no, count, present, at }: Meeting): void {
  if (form === undefined) return;
  const [first, today] = form.spoke;
  const share = first + ((today - first) * no) / Math.max(1, count - 1);
  const swung = share + 2 * chance(`spoke ${name} ${no}`) - 1;
  const answers = {
    date: dateIn(zoneOf(tale, personOf(tale, by)), at),
    members: members.length,
    present,
    spoke: Math.min(present, Math.max(0, Math.round((present * swung) / 10))),
    led: no + 1 >= form.led ? "yes" : "no",
    topic: inTurn(form.topics, no),
    decided: inTurn(form.decided, no),
  };
  fillIn(tale, formOf(tale, form.id), { by, answers }, at);
}

/** Everybody with a phone ranks; it is counted when its days are over. */
function pollOf(tale: Tale, given: DemoGroup, poll: DemoGroup["polls"][number], id: () => string): Moment[] {
  const { stage, demo } = tale;
  const zone = zoneOf(tale, personOf(tale, given.by));
  const at = instantAgo(tale, zone, poll.ago, "tuesday", "09:00");
  const polls = new Polls(demo.db.sqlite);
  let open = "";
  const asked = (now: number) => {
    const said = { group: id(), question: poll.ask, options: poll.options.join("\n") };
    stage.act(given.chair, "poll.create", said, now);
    open = stage.made;
  };
  const votes = given.members.map((member, turn): Moment => {
    return {
      at: at + (turn + 1) * 2 * HOUR,
      run: (now) => {
        if (!stage.hasPhone(member) || polls.open(open) === undefined) return;
        const order = poll.options
          .map((_, place) => ({ place, weight: place + 3 * chance(`vote ${member} ${poll.ask} ${place}`) }))
          .sort((a, b) => a.weight - b.weight);
        const ranking = order.map(({ place }) => place + 1).join(" ");
        stage.act(member, "poll.vote", { poll: open, ranking }, now);
      },
    };
  });
  return [{ at, run: asked }, ...votes];
}
