import { z } from "zod";
import { type Action, type ActionContext, action } from "../../conversation/module.ts";
import type { PersonChanges } from "../../people/directory.ts";
import type { Person } from "../../people/person.ts";
import { callBack } from "../for-her/call-back.ts";
import { type Telling, tellingOf } from "../for-her/people.ts";
import type { Parts } from "../parts.ts";
import { type Imported, TOLD_FIELDS, type Told, type ToldField } from "./imported.ts";

/** Version of what somebody from a list is asked to agree to, in `assessment-confirm.json`. */
const AGREED_VERSION = "2026-11";
/** Villages in one list; who lives elsewhere writes it. */
const MOST_VILLAGES = 8;
const OTHER = "other";

const right = z.enum(["yes", "no"]).optional();
/** A member without a phone, by who looks after her; left out: herself. */
const member = z.string().nullish();

/** What the flow `assessment-confirm` does: field by field, right or put right. */
export function confirmActions(parts: Parts, imported: Imported): Record<string, Action> {
  return {
    "assessment.open": open(parts, imported),
    "assessment.agree": agree(parts, imported),
    "assessment.confirm": confirm(parts, imported),
  };
}

function open(parts: Parts, imported: Imported): Action {
  return action({
    args: z.object({ member }),
    outcomes: ["ok", "nothing"],
    gives: ["agreed", "listed-name", "listed-born", "listed-sex", "sex-word", "listed-village", "villages"],
    run: ({ member: whom }, { person, now }) => {
      const whose = tellingOf(parts, person, whom)?.person;
      if (whose === undefined || imported.waiting(whose.id) === undefined) return { outcome: "nothing" };
      imported.asked(whose.id, now);
      const { name, born, sex, village } = imported.newest(whose.id);
      const word = (key: string) => parts.texts.text(person.language, `assessment:${key}`);
      const listed = {
        ...(name === undefined ? {} : { "listed-name": name }),
        ...(born === undefined ? {} : { "listed-born": Number(born) }),
        ...(sex === undefined ? {} : { "listed-sex": sex, "sex-word": word(`sex.${sex}`) }),
        ...(village === undefined ? {} : { "listed-village": village }),
      };
      const known = parts.main.villages.slice(0, MOST_VILLAGES).map((one) => ({ id: one.name, label: one.name }));
      const villages = [...known, { id: OTHER, label: word("other-village") }];
      const agreed = parts.directory.consents(whose.id).service?.given === true;
      return { outcome: "ok", data: { agreed, villages, ...listed } };
    },
  });
}

/** Her yes or no to being in the programme's books. After a no nothing of the list stays but that she said no. */
function agree(parts: Parts, imported: Imported): Action {
  return action({
    args: z.object({ agree: z.enum(["yes", "no"]), member }),
    outcomes: ["agreed", "refused"],
    writes: true,
    run: ({ agree: said, member: whom }, context) => {
      const { now, channel, source } = context;
      const given = said === "yes";
      const person = tellingOf(parts, context.person, whom)?.person;
      if (person === undefined) return { outcome: "refused" };
      const by = person.id === context.person.id ? {} : { byPerson: context.person.id };
      const consent = { personId: person.id, given, version: AGREED_VERSION, ...by, via: channel, at: now };
      parts.directory.recordConsent({ ...consent, purpose: "service" });
      const programme = imported.waiting(person.id)?.programme;
      if (given) {
        if (programme === parts.main.id)
          parts.directory.setRole(person.id, roleOf(parts, person, programme), true, now);
        return { outcome: "agreed" };
      }
      if (programme !== undefined) parts.enrolments.change(programme, person.id, "left", { since: now, source });
      imported.forget(person.id);
      const nobody = { name: null, called: null, birthYear: null, sex: null, village: null, status: "guest" } as const;
      parts.directory.change(person.id, nobody, now);
      return { outcome: "refused" };
    },
  });
}

const roleOf = ({ enrolments }: Parts, { id }: Person, programme: string) =>
  enrolments.current(programme, id)?.as === "beneficiary" ? "beneficiary" : "prospective";

const answers = z.object({
  member,
  "name-right": right,
  name: z.string().optional(),
  "born-right": right,
  born: z.number().int().nullish(),
  "born-new": z.number().int().nullish(),
  "sex-right": right,
  sex: z.enum(["female", "male"]).nullish(),
  "sex-new": z.enum(["female", "male"]).nullish(),
  "village-right": right,
  village: z.string().optional(),
  "village-name": z.string().optional(),
});

function confirm(parts: Parts, imported: Imported): Action {
  return action({
    args: answers,
    outcomes: ["ok", "nothing"],
    writes: true,
    run: (said, context) => {
      const telling = tellingOf(parts, context.person, said.member);
      const her = telling === undefined ? undefined : imported.waiting(telling.person.id);
      if (telling === undefined || her === undefined) return { outcome: "nothing" };
      const listed = imported.newest(telling.person.id);
      const told = toldBy(said, listed);
      record(parts, imported, { ...telling, programme: her.programme, listed, told }, context);
      callBack(parts, { personId: telling.person.id, what: "data" }, context);
      return { outcome: "ok" };
    },
  });
}

/** Her own word on each field: what was right is hers now, too. */
function toldBy(said: z.infer<typeof answers>, listed: Told): Told {
  const village = said.village === OTHER ? said["village-name"] : said.village;
  const put: Partial<Record<ToldField, string | undefined>> = {
    name: said["name-right"] === "yes" ? listed.name : said.name,
    born: said["born-right"] === "yes" ? listed.born : (said.born ?? said["born-new"])?.toString(),
    sex: said["sex-right"] === "yes" ? listed.sex : (said.sex ?? said["sex-new"] ?? undefined),
    village: said["village-right"] === "yes" ? listed.village : village,
  };
  return Object.fromEntries(Object.entries(put).filter(([, value]) => value !== undefined));
}

type Answered = Telling & { programme: string; listed: Told; told: Told };

function record(
  parts: Parts,
  imported: Imported,
  { person, mode: telling, programme, listed, told }: Answered,
  context: ActionContext,
) {
  const { now, today, source, helpers } = context;
  const [helper] = Object.values(helpers);
  const mode = helper === undefined ? telling : modeOf(parts, helper, person.id);
  const by = helper ?? context.person.id;
  imported.tell(person.id, told, { programme, mode, by, source, at: now });
  imported.answered(person.id, now);
  const fields = TOLD_FIELDS.filter((field) => told[field] !== undefined);
  const same = (field: ToldField) => told[field] === listed[field];
  const data = { right: fields.filter(same), corrected: fields.filter((field) => !same(field)) };
  parts.events.record({
    programme,
    kind: "assessment.confirmed",
    personId: person.id,
    on: today,
    at: now,
    mode,
    by,
    source,
    data,
  });
  parts.directory.change(person.id, changesOf(parts, told), now);
}

const modeOf = ({ directory }: Parts, helper: string, personId: string): "kader" | "facilitator" =>
  directory.carers(personId, "kader").some(({ id }) => id === helper) ? "kader" : "facilitator";

function changesOf({ main }: Parts, { name, born, sex, village }: Told): PersonChanges {
  const zone = main.villages.find((one) => one.name === village)?.zone;
  return {
    ...(name === undefined ? {} : { name }),
    ...(born === undefined ? {} : { birthYear: Number(born) }),
    ...(sex === undefined ? {} : { sex: sex === "male" ? "male" : "female" }),
    ...(village === undefined ? {} : { village }),
    ...(zone === undefined ? {} : { zone }),
  };
}
