import { z } from "zod";
import { type Action, action } from "../../../conversation/module.ts";
import { caseLine } from "../case-told.ts";
import { recordLevel } from "../levels.ts";
import { assessmentOf, type GraduationParts, graduatingOf } from "../parts.ts";
import { criteriaText, lineIn, planText, whyText } from "../told.ts";

/** What a member may ask at any time: what counts, and where she stands. Each programme of hers is told for itself. */
export function ownActions(parts: GraduationParts): Record<string, Action> {
  return { "graduation.criteria": criteria(parts), "graduation.why": why(parts) };
}

const told = { args: z.object({}), outcomes: ["ok", "nothing"], gives: ["told"] };

function criteria(parts: GraduationParts): Action {
  return action({
    ...told,
    run: (_, { person }) => {
      const line = lineIn(parts.texts, person.language);
      const texts = graduatingOf(parts, person.id).map((one) => criteriaText(one, line));
      return texts.length === 0 ? { outcome: "nothing" } : { outcome: "ok", data: { told: texts.join("\n\n") } };
    },
  });
}

function why(parts: GraduationParts): Action {
  return action({
    ...told,
    writes: true,
    run: (_, { person, now }) => {
      const line = lineIn(parts.texts, person.language);
      const hers = graduatingOf(parts, person.id).filter(
        ({ pack }) => parts.enrolments.current(pack.id, person.id) !== undefined,
      );
      const texts = hers.map((one) => {
        const assessment = assessmentOf(parts, one, person, now);
        recordLevel(parts, one.pack.id, person, assessment, now);
        const process = caseLine(parts, one.pack.id, person, line);
        const plan = parts.plans.newest(one.pack.id, person.id);
        const open = plan?.evaluatedAt === null ? [line("plan.head", { steps: planText(plan, line) })] : [];
        return [whyText(one, assessment, line), process, ...open].join("\n\n");
      });
      if (texts.length === 0) return { outcome: "nothing" };
      return { outcome: "ok", data: { told: texts.join("\n\n") } };
    },
  });
}
