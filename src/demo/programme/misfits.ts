import type { Pack } from "../../programme/index.ts";
import type { DemoYear } from "./data.ts";
import type { DemoAnswers } from "./words.ts";

type Found = { at: (string | number)[]; what: string; how: string };
type Somebody = { id: string; cohort?: string | undefined; answers: Record<string, DemoAnswers> };

/** Cohorts, people, modules and forms that the year names and that are not there. Pure. */
export function yearMisfits(year: DemoYear, people: readonly Somebody[], pack: Pack): Found[] {
  const found: Found[] = [];
  const say = (at: (string | number)[], what: string, how: string) => found.push({ at, what, how });
  const cohorts = new Set(year.cohorts.map(({ name }) => name));
  const isCohort = (at: (string | number)[], name: string) => {
    if (!cohorts.has(name)) say(at, `There is no cohort "${name}".`, "Write one of year.cohorts.");
  };
  const isPerson = (at: (string | number)[], id: string) => {
    if (!people.some((one) => one.id === id)) say(at, `There is no "${id}".`, "Write the id of one of people.");
  };
  const isForm = (at: (string | number)[], id: string, questions: readonly string[]) => {
    const form = pack.forms.find((one) => one.id === id);
    if (form === undefined) return say(at, `There is no form "${id}".`, "Write the id of one of forms.yaml.");
    const strange = questions.find((name) => !form.questions.some((question) => question.id === name));
    if (strange !== undefined) say(at, `The form "${id}" asks no "${strange}".`, "Write questions of the form.");
    return undefined;
  };
  people.forEach((one, at) => {
    if (one.cohort !== undefined) isCohort(["people", at, "cohort"], one.cohort);
    for (const [form, answers] of Object.entries(one.answers))
      isForm(["people", at, "answers", form], form, Object.keys(answers));
  });
  const each = <T>(list: readonly T[], name: string, look: (one: T, at: (string | number)[]) => void) =>
    list.forEach((one, at) => {
      look(one, ["year", name, at]);
    });
  each(year.campaigns, "campaigns", (one, at) => {
    isCohort([...at, "cohort"], one.cohort);
    isPerson([...at, "by"], one.by);
  });
  each(year.questions, "questions", (one, at) => {
    isPerson([...at, "person"], one.person);
  });
  each(year.courses, "courses", (one, at) => {
    isCohort([...at, "cohort"], one.cohort);
    for (const id of [one.by, ...(one.with ?? [])]) isPerson([...at, "by"], id);
    if (!pack.modules.some(({ id }) => id === one.module))
      say([...at, "module"], `There is no module "${one.module}".`, "Write the id of one of modules.yaml.");
  });
  each(year.forms, "forms", (one, at) => {
    for (const name of one.cohorts ?? []) isCohort([...at, "cohorts"], name);
    isForm([...at, "form"], one.form, Object.keys(one.answers));
  });
  each(year["hand-overs"], "hand-overs", (one, at) => {
    for (const name of one.cohorts) isCohort([...at, "cohorts"], name);
    if (one.form !== undefined) isForm([...at, "form"], one.form, []);
    for (const id of one.disputed) isPerson([...at, "disputed"], id);
  });
  each(year.prices, "prices", (one, at) => {
    isPerson([...at, "by"], one.by);
  });
  each(year.groups, "groups", (one, at) => {
    for (const id of [one.by, ...one.members]) isPerson(at, id);
    for (const office of ["chair", "secretary", "treasurer"] as const)
      if (!one.members.includes(one[office]))
        say([...at, office], `"${one[office]}" is not in the group.`, "Write the id of one of its members.");
  });
  each(year.graduation, "graduation", (one, at) => {
    isPerson([...at, "person"], one.person);
    if ((one.ago === undefined) === (one.days === undefined))
      say(at, "It has no time, or two.", "Write ago (weeks) or days.");
    if (one.decided === "not-yet" && one.objection === undefined)
      say(at, "Whoever checked it said yes: it is not turned round by itself.", "Write her objection.");
  });
  return found;
}
