import type { PeopleStore } from "../../people/store.ts";
import type { Texts } from "../../texts/index.ts";
import type { Books } from "../books.ts";
import { Say } from "./say.ts";

/** The people who are told about the books: how they are called, in which language, and who else holds their phone. */
export class Audience {
  readonly books: Books;
  private readonly people: PeopleStore;
  private readonly texts: Texts;
  private readonly says = new Map<string, Say>();

  constructor(books: Books, people: PeopleStore, texts: Texts) {
    this.books = books;
    this.people = people;
    this.texts = texts;
  }

  sayFor(personId: string): Say {
    return this.sayIn(this.people.person(personId)?.language ?? "id");
  }

  sayIn(language: string): Say {
    const known = this.says.get(language) ?? new Say(this.texts, language);
    this.says.set(language, known);
    return known;
  }

  /** How she is called before others; what Rukun does by itself is done by the system. */
  nameOf(personId: string, say: Say): string {
    const person = this.people.person(personId);
    return person?.called ?? person?.name ?? say.line("somebody");
  }

  /** Does anybody else read on the phone on which she would be told? */
  sharesPhone(personId: string): boolean {
    return (this.people.reach(personId, () => true)?.people.length ?? 0) > 1;
  }
}
