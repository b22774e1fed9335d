import type { Module } from "../conversation/module.ts";
import { assessmentPart } from "./assessment/part.ts";
import { boardsPart } from "./boards/part.ts";
import { callsPart } from "./calls/part.ts";
import { compose } from "./compose.ts";
import { Enrolments } from "./enrolment/index.ts";
import { enrolmentPart } from "./enrolment/part.ts";
import { EventLog, type SchemaOf } from "./events/index.ts";
import { fieldPart } from "./field/part.ts";
import { forHerPart } from "./for-her/part.ts";
import { formsPart } from "./forms/part.ts";
import { Forms } from "./forms/store.ts";
import { graduationPart } from "./graduation/part.ts";
import { groupsPart } from "./groups/part.ts";
import { type Pack, schemaOfKind } from "./pack/index.ts";
import type { Parts, ProgrammeParts } from "./parts.ts";
import { reportsPart } from "./reports/part.ts";
import { socialisationPart } from "./socialisation/part.ts";
import { tasksPart } from "./tasks/part.ts";
import { trainingPart } from "./training/part.ts";
import { Asked } from "./weekly/asked.ts";
import { Members } from "./weekly/members.ts";
import { weeklyPart } from "./weekly/part.ts";
import { ReportStore } from "./weekly/store.ts";
import { Tasks } from "./weekly/tasks.ts";

/** The programmes of a home: each part of the year is a folder of its own, and all of them are put together here. */
export function programmeModule(given: ProgrammeParts): Module {
  const parts = partsOf(given);
  return compose("programme", {
    weekly: weeklyPart(parts),
    enrolment: enrolmentPart(parts),
    forms: formsPart(parts),
    "for-her": forHerPart(parts),
    calls: callsPart(parts),
    boards: boardsPart(parts),
    assessment: assessmentPart(parts),
    field: fieldPart(parts),
    groups: groupsPart(parts),
    socialisation: socialisationPart(parts),
    training: trainingPart(parts),
    graduation: graduationPart(parts),
    reports: reportsPart(parts),
    tasks: tasksPart(parts),
  });
}

/** The storage that all parts share. Tests of one part use it, too. */
export function partsOf(given: ProgrammeParts): Parts {
  const { sqlite } = given.db;
  const { pack, newId, packs = new Map([pack, ...pack.beside].map((one) => [one.id, one])) } = given;
  const events = new EventLog(sqlite, newId, schemasOf(packs), pack.id);
  return {
    ...given,
    packs,
    main: pack,
    events,
    forms: new Forms(sqlite, events, newId),
    enrolments: new Enrolments(sqlite),
    reports: new ReportStore(sqlite),
    tasks: new Tasks(sqlite),
    members: new Members(sqlite),
    asked: new Asked(sqlite),
  };
}

/** The form of an event's data, made once a kind. */
export function schemasOf(packs: ReadonlyMap<string, Pack>): SchemaOf {
  const known = new Map<string, ReturnType<SchemaOf>>();
  return (programme, kind) => {
    const key = `${programme} ${kind}`;
    const pack = packs.get(programme);
    if (!known.has(key)) known.set(key, pack === undefined ? undefined : schemaOfKind(pack.forms, kind));
    return known.get(key);
  };
}
