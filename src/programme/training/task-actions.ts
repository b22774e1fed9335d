import { join } from "node:path";
import { z } from "zod";
import { DAY } from "../../clock.ts";
import { type Action, type ActionContext, action, type Outcome } from "../../conversation/module.ts";
import { GRADES, type HandIn, HandIns, type Task, WAYS } from "./hand-ins.ts";
import { calledOf, type TrainingParts } from "./parts.ts";
import { passOn } from "./passing.ts";

/** A task may be handed in for so long. */
const OPEN_MS = 60 * DAY;
const MOST = 9;
/** Of a task as one of a list. */
const SHORT = 40;

const file = z.object({ ref: z.string() }).nullish();

/** What the flows `training-task` and `training-grade` do: a task is handed in, and answered with a grade and a word. */
export function taskActions(parts: TrainingParts): Record<string, Action> {
  const handIns = new HandIns(parts.db.sqlite);
  return {
    "training.tasks": action({
      args: z.object({}),
      outcomes: ["ok", "nothing"],
      gives: ["tasks", "task", "several"],
      run: (_, { person, now }) => {
        const all = handIns.tasksOf(person.id, now - OPEN_MS);
        const [only] = all;
        if (only === undefined) return { outcome: "nothing" };
        const tasks = all.slice(0, MOST).map(({ id, what }) => ({ id, label: shortened(what) }));
        return { outcome: "ok", data: { tasks, task: only.id, several: all.length > 1 } };
      },
    }),
    "training.task": action({
      args: z.object({ task: z.string(), which: z.string().nullish() }),
      outcomes: ["ok", "nothing"],
      gives: ["task", "what"],
      run: ({ task: id, which }) => {
        const task = handIns.task(which ?? id);
        return task === undefined
          ? { outcome: "nothing" }
          : { outcome: "ok", data: { task: task.id, what: task.what } };
      },
    }),
    "training.hand-in": action({
      args: z.object({
        task: z.string(),
        way: z.enum(WAYS),
        photo: file,
        voice: file,
        file,
        words: z.string().nullish(),
      }),
      outcomes: ["ok", "nothing"],
      gives: ["leader"],
      writes: true,
      run: ({ task: id, way, photo, voice, file: sent, words }, context) => {
        const task = handIns.task(id);
        const session = task === undefined ? undefined : parts.sessions.byId(task.session);
        const mediaId = way === "text" ? null : ({ photo, voice, file: sent }[way]?.ref ?? null);
        const text = way === "text" ? (words ?? null) : null;
        if (task === undefined || session === undefined || (mediaId ?? text) === null) return { outcome: "nothing" };
        return handedIn(parts, handIns, task, { way, mediaId, words: text }, context);
      },
    }),
    "training.hand-ins": action({
      args: z.object({}),
      outcomes: ["ok", "nothing"],
      gives: ["waiting"],
      run: (_, { person }) => {
        const waiting = handIns
          .waiting(person.id, MOST)
          .map((one) => ({ id: one.id, label: labelOf(parts, handIns, one) }));
        return { outcome: waiting.length === 0 ? "nothing" : "ok", data: { waiting } };
      },
    }),
    "training.hand-in-show": action({
      args: z.object({ hand: z.string() }),
      outcomes: ["ok", "nothing"],
      gives: ["who", "what", "shown"],
      run: ({ hand }, context) => {
        const one = handIns.byId(hand);
        const task = one === undefined ? undefined : handIns.task(one.task);
        if (one === undefined || task?.by !== context.person.id) return { outcome: "nothing" };
        const who = calledOf(parts.people.person(one.personId));
        return { outcome: "ok", data: { who, what: task.what, shown: shownTo(parts, one, context) } };
      },
    }),
    "training.grade": action({
      args: z.object({ hand: z.string(), grade: z.enum(GRADES), note: z.string().nullish() }),
      outcomes: ["ok", "nothing"],
      writes: true,
      run: ({ hand, grade, note }, context) => {
        const one = handIns.byId(hand);
        const task = one === undefined ? undefined : handIns.task(one.task);
        if (one === undefined || task?.by !== context.person.id) return { outcome: "nothing" };
        const { person, now, today, source } = context;
        const session = parts.sessions.byId(task.session);
        if (session === undefined) return { outcome: "nothing" };
        handIns.grade(hand, { grade, note: note ?? null, by: person.id, at: now });
        const { programme, module } = session;
        parts.events.record({
          programme,
          kind: "training.graded",
          personId: one.personId,
          on: today,
          at: now,
          mode: "facilitator",
          by: person.id,
          source,
          data: { module, task: task.id, grade },
        });
        const reader = parts.people.person(one.personId);
        const words = {
          called: calledOf(reader),
          leader: calledOf(person),
          what: task.what,
          note: note ?? parts.texts.text(reader?.language ?? "id", "training:task.no-note"),
        };
        passOn(parts, one.personId, `grade:${hand}:${source}`, { say: `training:task.${grade}`, data: words }, now);
        return { outcome: "ok" };
      },
    }),
  };
}

const shortened = (what: string): string => (what.length <= SHORT ? what : `${what.slice(0, SHORT - 1)}…`);

const labelOf = ({ people }: TrainingParts, handIns: HandIns, { personId, task }: HandIn): string =>
  `${calledOf(people.person(personId))}: ${shortened(handIns.task(task)?.what ?? "")}`;

function handedIn(
  parts: TrainingParts,
  handIns: HandIns,
  task: Task,
  given: Pick<HandIn, "way" | "mediaId" | "words">,
  { person, now, today, source, newId, tell }: ActionContext,
): Outcome {
  const session = parts.sessions.byId(task.session);
  if (session === undefined) return { outcome: "nothing" };
  handIns.add({ id: newId(), task: task.id, personId: person.id, at: now, ...given });
  const { programme, module } = session;
  parts.events.record({
    programme,
    kind: "training.task",
    personId: person.id,
    on: today,
    at: now,
    mode: "self",
    by: person.id,
    source,
    data: { module, task: task.id, way: given.way },
  });
  const leader = parts.people.person(task.by);
  const words = { called: calledOf(leader), who: calledOf(person), what: task.what };
  tell(task.by, "training:task.handed-in", words, { as: "initiated" });
  return { outcome: "ok", data: { leader: calledOf(leader) } };
}

/** Her words; or the file goes along, once it is there. */
function shownTo(parts: TrainingParts, { mediaId, words, way }: HandIn, { person, tell }: ActionContext): string {
  const say = (key: string) => parts.texts.text(person.language, `training:task.${key}`);
  const media = mediaId === null ? undefined : parts.media.get(mediaId);
  if (media === undefined) return words ?? say("gone");
  if (media.sha256 === null) return say(media.state === "wanted" ? "coming" : "gone");
  const mime = media.mime ?? "application/octet-stream";
  const name = `${way}-${media.sha256.slice(0, 8)}.${mime.split("/")[1] ?? "bin"}`;
  tell(person.id, "training:task.file", {}, { file: { name, mime, path: join(parts.home, "media", media.sha256) } });
  return say("sent");
}
