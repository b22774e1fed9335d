import { z } from "zod";
import { type Action, type ActionContext, action } from "../../../conversation/module.ts";
import { recordLevel } from "../levels.ts";
import { calledOf, type GraduationParts } from "../parts.ts";
import { type Acting, mayStop, propose } from "../process.ts";
import { evidenceText, lineIn } from "../told.ts";
import { chosenOf, type Near } from "../whom.ts";
import { chosen, keyIn } from "./whom.ts";

const KIND = z.enum(["graduate", "stop"]);

/** A facilitator proposes, with the evidence before her eyes and a note in her own words. */
export function proposeActions(parts: GraduationParts): Record<string, Action> {
  return { "graduation.evidence": evidence(parts), "graduation.propose": submit(parts) };
}

function evidence(parts: GraduationParts): Action {
  return action({
    args: chosen.extend({ kind: KIND }),
    outcomes: ["ok", "running", "too-early", "gone"],
    gives: ["who", "told", "by", "level", "reaches", "ways"],
    writes: true,
    run: ({ kind, ...args }, { person, now }) => {
      const near = chosenOf(parts, person, keyIn(args), now);
      if (near === undefined) return { outcome: "gone" };
      const { graduating, assessment } = near;
      const who = calledOf(near.person);
      const open = parts.cases.openOf(graduating.pack.id, near.person.id, "proposal");
      if (open !== undefined) {
        const by = calledOf(parts.people.person(open.by));
        return { outcome: "running", data: { who, by } };
      }
      if (kind === "stop" && !mayStop(parts, graduating.pack.id, near.person.id))
        return { outcome: "too-early", data: { who } };
      recordLevel(parts, graduating.pack.id, near.person, assessment, now);
      return { outcome: "ok", data: { who, by: "", ...shown(parts, near, person.language) } };
    },
  });
}

function shown(parts: GraduationParts, { graduating, assessment }: Near, language: string) {
  const { levels, graduates, refer } = graduating.graduation;
  return {
    told: evidenceText(graduating, assessment, lineIn(parts.texts, language)),
    level: levels.find(({ id }) => id === graduates)?.name ?? graduates,
    reaches: assessment.reaches,
    ways: refer.map(({ name }) => name).join(", "),
  };
}

export const actingIn = ({ person, now, source }: ActionContext): Acting => ({ by: person, now, source });

function submit(parts: GraduationParts): Action {
  return action({
    args: chosen.extend({ kind: KIND, note: z.string() }),
    outcomes: ["proposed", "running", "too-early", "gone"],
    gives: ["by"],
    writes: true,
    run: ({ kind, note, ...args }, context) => {
      const near = chosenOf(parts, context.person, keyIn(args), context.now);
      if (near === undefined) return { outcome: "gone" };
      const programme = near.graduating.pack.id;
      const outcome = propose(parts, { programme, person: near.person, kind, note }, actingIn(context));
      const open = parts.cases.openOf(programme, near.person.id, "proposal");
      const data = { by: calledOf(parts.people.person(open?.by ?? "")) };
      if (outcome === "proposed" || outcome === "running" || outcome === "too-early") return { outcome, data };
      return { outcome: "gone" };
    },
  });
}
