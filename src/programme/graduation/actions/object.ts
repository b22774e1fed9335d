import { z } from "zod";
import { type Action, type ActionContext, action } from "../../../conversation/module.ts";
import type { Person } from "../../../people/person.ts";
import { dayOf } from "../case-told.ts";
import { type Objectable, type Objection, object, objectableOf } from "../objecting.ts";
import { calledOf, type GraduationParts, graduatingIn, isHere } from "../parts.ts";
import { lineIn } from "../told.ts";
import { actingIn } from "./propose.ts";

/** KEBERATAN: her own words or voice about a proposal or a decision; somebody who looks after her may say it for her. */
export function objectActions(parts: GraduationParts): Record<string, Action> {
  return { "graduation.objectable": objectable(parts), "graduation.object": submit(parts) };
}

const about = z.object({ member: z.string().optional() });

/** Herself, or whom she looks after and named. */
function whoseOf(parts: GraduationParts, { member }: z.infer<typeof about>, person: Person): Person | undefined {
  if (member === undefined || member === person.id) return person;
  const cares = (["kader", "facilitator"] as const).some((kind) =>
    parts.directory.carers(member, kind).some(({ id }) => id === person.id),
  );
  const whose = cares ? parts.people.person(member) : undefined;
  return isHere(whose) ? whose : undefined;
}

function objectable(parts: GraduationParts): Action {
  return action({
    args: about,
    outcomes: ["ok", "which", "nothing"],
    gives: ["who", "told", "cases", "case"],
    run: (args, { person }) => {
      const whose = whoseOf(parts, args, person);
      const found = whose === undefined ? [] : objectableOf(parts, whose.id);
      const [first] = found;
      if (whose === undefined || first === undefined) return { outcome: "nothing" };
      const data = { who: calledOf(whose), told: found.map((one) => toldOf(parts, one, person)).join("\n") };
      if (found.length === 1) return { outcome: "ok", data: { ...data, case: first.case.id } };
      const cases = found.map(({ case: one }) => ({
        id: one.id,
        label: graduatingIn(parts, one.programme)?.pack.name ?? one.programme,
      }));
      return { outcome: "which", data: { ...data, cases } };
    },
  });
}

function toldOf(parts: GraduationParts, { case: one, late }: Objectable, person: Person): string {
  const line = lineIn(parts.texts, person.language);
  const programme = graduatingIn(parts, one.programme)?.pack.name ?? one.programme;
  const at = late ? one.closedAt : one.until;
  return line(late ? "objectable.late" : `objectable.${one.kind}`, {
    programme,
    date: at === null ? "-" : dayOf(person, at),
  });
}

function submit(parts: GraduationParts): Action {
  return action({
    args: about.extend({ case: z.string().optional(), pick: z.string().optional(), objection: z.unknown() }),
    outcomes: ["objected", "review", "again", "nothing", "empty"],
    writes: true,
    run: ({ objection, pick, case: preset, ...args }, context) => {
      const whose = whoseOf(parts, args, context.person);
      const found = whose === undefined ? [] : objectableOf(parts, whose.id);
      const one = found.find(({ case: { id } }) => id === (pick ?? preset));
      if (whose === undefined || one === undefined) return { outcome: "nothing" };
      const said = readObjection(parts, objection, context);
      return { outcome: said === undefined ? "empty" : object(parts, one, whose, said, actingIn(context)) };
    },
  });
}

/** What she wrote, or the voice note or photo that she sent, kept to be passed on. */
function readObjection(parts: GraduationParts, value: unknown, context: ActionContext): Objection | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : { words: value.trim() };
  if (typeof value !== "object" || value === null || !("media" in value) || !("ref" in value)) return undefined;
  const kind = (["voice", "audio", "photo"] as const).find((one) => one === value.media);
  if (kind === undefined || value.ref === "") return undefined;
  const words = parts.texts.text(context.person.language, `graduation:sent.${kind}`);
  return { words, mediaId: context.keepMedia(kind, String(value.ref)) };
}
