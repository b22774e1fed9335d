import type { Reach } from "../../conversation/module.ts";
import type { Db } from "../../db/open.ts";
import type { Directory } from "../../people/directory.ts";
import type { Person } from "../../people/person.ts";
import type { PeopleStore } from "../../people/store.ts";
import type { Duties } from "../../schedule/duties.ts";
import type { Texts } from "../../texts/index.ts";
import type { Hours } from "../../zones.ts";
import type { WorkCalendar } from "../rules/deadlines.ts";
import { type Around, type Complaint, handlersOf, readersOf } from "./complaint.ts";
import { ComplaintStore } from "./store.ts";

/** What open complaints are made of; `calendar` and `hours` are the programme's. */
export type OpenParts = {
  db: Db;
  people: PeopleStore;
  directory: Directory;
  duties: Duties;
  texts: Texts;
  calendar: WorkCalendar;
  hours: Hours;
};

/** What is told while something is done, and when. */
export type Doing = Pick<Reach, "tell"> & { now: number };

/** With their rows. */
export type Parts = OpenParts & { store: ComplaintStore };

export const withStore = (given: OpenParts): Parts => ({ ...given, store: new ComplaintStore(given.db.sqlite) });

/** How somebody is called before others. */
export const nameOf = ({ texts, people }: Parts, personId: string, lang: string): string => {
  const person = people.person(personId);
  return person?.called ?? person?.name ?? texts.text(lang, "keluhan:somebody");
};

/** Whose hands it is in now, by the roles of today. */
export const handlersNow = (parts: Parts, complaint: Complaint): string[] =>
  handlersOf(complaint, aroundOf(parts, complaint.personId));

/** Who may read and answer it now. */
export const readersNow = (parts: Parts, complaint: Complaint): string[] =>
  readersOf(complaint, aroundOf(parts, complaint.personId));

export const mayRead = (parts: Parts, complaint: Complaint, { id }: Pick<Person, "id">): boolean =>
  readersNow(parts, complaint).includes(id);

function aroundOf({ directory }: Parts, personId: string): Around {
  const ids = (people: readonly Person[]) => people.filter(isAtWork).map(({ id }) => id);
  const facilitators = ids(directory.carers(personId, "facilitator"));
  const theirs = facilitators.flatMap((id) => ids(directory.carers(id, "coordinator")));
  return {
    facilitators,
    coordinators: theirs.length > 0 ? theirs : ids(directory.withRole("coordinator")),
    managers: ids(directory.withRole("manager")),
    protection: ids(directory.withRole("protection")),
  };
}

const isAtWork = ({ status }: Person): boolean => status === "active";
