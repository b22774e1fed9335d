import { z } from "zod";
import { type Action, action } from "../../../conversation/module.ts";
import type { Json } from "../../../flow/session.ts";
import { type GraduationParts, graduatingIn } from "../parts.ts";
import { happened } from "../recording.ts";
import { resultWords } from "../result.ts";
import { carersOf, tellStaff } from "../telling.ts";
import { actingIn } from "./propose.ts";

/** What she may wish for at a check; `none` is an answer, too. */
const WANTS = ["none", "skills", "capital", "market", "talk"] as const;
/** The option that she wants to be led nowhere now. */
const NOWHERE = "none";

/** Her result with the ways on, and how she is some months later. */
export function alumniActions(parts: GraduationParts): Record<string, Action> {
  return {
    "graduation.result": result(parts),
    "graduation.refer": refer(parts),
    "graduation.check-in": checkIn(parts),
  };
}

function result(parts: GraduationParts): Action {
  return action({
    args: z.object({ case: z.string() }),
    outcomes: ["ok", "gone"],
    gives: ["told", "ways"],
    run: ({ case: id }, { person }) => {
      const one = parts.cases.byId(id);
      const graduating = one === undefined ? undefined : graduatingIn(parts, one.programme);
      if (one === undefined || one.personId !== person.id || graduating === undefined) return { outcome: "gone" };
      const { key, words } = resultWords(parts, one, person);
      const none = { id: NOWHERE, label: parts.texts.text(person.language, "graduation:nowhere") };
      const ways = [...graduating.graduation.refer.map(({ id: way, name }) => ({ id: way, label: name })), none];
      return { outcome: "ok", data: { told: parts.texts.text(person.language, `graduation:${key}`, words), ways } };
    },
  });
}

function refer(parts: GraduationParts): Action {
  return action({
    args: z.object({ case: z.string(), way: z.string() }),
    outcomes: ["referred", "none", "gone"],
    gives: ["name"],
    writes: true,
    run: ({ case: id, way }, context) => {
      const { person, now } = context;
      const one = parts.cases.byId(id);
      if (one === undefined || one.personId !== person.id) return { outcome: "gone" };
      const chosen = graduatingIn(parts, one.programme)?.graduation.refer.find((each) => each.id === way);
      if (chosen === undefined) return { outcome: "none" };
      happened(parts, one, "referred", { to: chosen.id }, actingIn(context), person);
      const line = { key: "staff.referred", about: person.id, words: { way: chosen.name }, mark: `${id}:${way}` };
      tellStaff(parts, carersOf(parts, person.id), line, now);
      return { outcome: "referred", data: { name: chosen.name } };
    },
  });
}

function checkIn(parts: GraduationParts): Action {
  return action({
    args: z.object({
      programme: z.string(),
      months: z.number(),
      running: z.enum(["yes", "no"]),
      profit: z.number().int().nonnegative().nullish(),
      wants: z.enum(WANTS),
    }),
    outcomes: ["kept", "help"],
    writes: true,
    run: ({ programme, months, running, profit, wants }, context) => {
      const { person, now, source } = context;
      const given: Record<string, Json> = { months, running, wants, ...(profit == null ? {} : { profit }) };
      happened(parts, { programme, personId: person.id }, "checked", given, actingIn(context), person);
      if (running === "yes" && wants === "none") return { outcome: "kept" };
      const words = {
        months,
        running: parts.texts.text("id", `graduation:running.${running}`),
        wants: parts.texts.text("id", `graduation:wants.${wants}`),
      };
      tellStaff(
        parts,
        carersOf(parts, person.id),
        { key: "staff.checked", about: person.id, words, mark: source },
        now,
      );
      return { outcome: "help" };
    },
  });
}
