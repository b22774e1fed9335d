import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { audiencesFor } from "./audience.ts";
import { type TrainingParts, taught } from "./parts.ts";
import { planNew } from "./planned.ts";
import { about } from "./words.ts";

/** Longest session that is planned: a day. */
const MOST_HOURS = 10;

/** What the flow `training-plan` does: module, topic, date, time, place, who. */
export function planActions(parts: TrainingParts): Record<string, Action> {
  return {
    "training.modules": action({
      args: z.object({}),
      outcomes: ["ok", "nothing"],
      gives: ["modules"],
      run: () => {
        const all = taught(parts);
        const several = parts.packs.size > 1;
        const modules = all.map(({ key, programme, module }) => ({
          id: key,
          aliases: [module.id.replaceAll("-", " ")],
          label: several ? `${module.name}, ${parts.packs.get(programme)?.name ?? ""}` : module.name,
        }));
        return { outcome: all.length === 0 ? "nothing" : "ok", data: { modules } };
      },
    }),
    "training.module": action({
      args: z.object({ module: z.string() }),
      outcomes: ["ok", "nobody"],
      gives: ["topics", "has-topics", "audiences", "usual"],
      run: ({ module }, { person }) => {
        const one = taught(parts).find(({ key }) => key === module);
        const audiences = one === undefined ? [] : audiencesFor(parts, person, one.programme);
        const topics = (one?.module.topics ?? []).map(({ id, name }) => ({ id, label: name }));
        const data = {
          topics,
          "has-topics": topics.length > 0,
          audiences: audiences.map(({ id, label }) => ({ id, label })),
          usual: one?.module.hours.max ?? 0,
        };
        return { outcome: audiences.length === 0 ? "nobody" : "ok", data };
      },
    }),
    "training.check-date": action({
      args: z.object({ value: z.string() }),
      outcomes: ["ok", "past"],
      run: ({ value }, { today }) => ({ outcome: value < today ? "past" : "ok" }),
    }),
    "training.plan": action({
      args: z.object({
        module: z.string(),
        topic: z.string().nullish(),
        date: z.string(),
        time: z.string(),
        hours: z.number().int().min(1).max(MOST_HOURS).nullish(),
        place: z.string(),
        audience: z.string(),
      }),
      outcomes: ["ok", "past", "nobody", "too-many", "gone"],
      gives: ["what", "when", "place", "code", "seats"],
      writes: true,
      run: ({ topic, hours, ...wanted }, { person, now, newId }) => {
        const asked = { ...wanted, topic: topic ?? undefined, hours: hours ?? undefined };
        const planned = planNew(parts, person, asked, { now, newId });
        if (planned.is !== "planned") return { outcome: planned.is };
        const { session, seats } = planned;
        return { outcome: "ok", data: { ...about(parts, session), code: session.code, seats } };
      },
    }),
  };
}
