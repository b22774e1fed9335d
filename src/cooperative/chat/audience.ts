import type { Person } from "../../people/person.ts";
import type { PeopleStore } from "../../people/store.ts";
import type { Texts } from "../../texts/index.ts";
import type { Books } from "../books.ts";
import { Lines } from "./lines.ts";
import { Say } from "./say.ts";

/** People who are read at once at most, of a burst that is a meeting of a whole unit. */
const AT_ONCE = 64;
/** How many times more are read with each one who was not in memory. */
const MORE = 4;

/** The people who are told about the books: how they are called, in which language, and who else holds their phone. */
export class Audience {
  readonly books: Books;
  private readonly people: PeopleStore;
  private readonly texts: Texts;
  private readonly languages = new Map<string, { lines: Lines; say: Say }>();
  /** How many are read with the next one who is not in memory: one line tells of nobody else, a burst of a whole unit. */
  private ahead = 1;

  constructor(books: Books, people: PeopleStore, texts: Texts) {
    this.books = books;
    this.people = people;
    this.texts = texts;
  }

  sayFor(personId: string): Say {
    const person = this.people.person(personId);
    return person === undefined ? this.sayIn("id") : this.sayTo(person);
  }

  /** Texts that speak to somebody, by the way in which she is called where that is known. */
  sayTo({ language, called }: Pick<Person, "language" | "called">): Say {
    const { lines, say } = this.language(language);
    return called === null ? say : new Say(lines, called);
  }

  sayIn(language: string): Say {
    return this.language(language).say;
  }

  private language(code: string): { lines: Lines; say: Say } {
    const known = this.languages.get(code);
    if (known !== undefined) return known;
    const lines = new Lines(this.texts, code);
    const language = { lines, say: new Say(lines) };
    this.languages.set(code, language);
    return language;
  }

  /**
   * How she is called before others; what Rukun does by itself is done by the system. Whoever was erased has no name, and
   * what she wrote stays. Who wrote under a record that is part of another one is called as that one is.
   */
  nameOf(personId: string, say: Say): string {
    const person = this.people.person(this.people.partOf(personId));
    if (person?.status === "erased") return say.line("erased-officer");
    return person?.called ?? person?.name ?? say.line("somebody");
  }

  /**
   * The person behind a member who is to be told something. A treasurer writes of many at once, mostly in the order of
   * her book: the more of them were not in memory, the more of those who stand behind her there are read with her.
   */
  behind(member: number): string | null {
    const person = this.books.personOf(member);
    if (person === null || this.people.remembers(person)) return person;
    this.people.remember(this.books.peopleFrom(member, this.ahead));
    this.ahead = Math.min(AT_ONCE, this.ahead * MORE);
    return person;
  }

  /** A burst is over. */
  committed(): void {
    this.ahead = 1;
  }

  /** Does anybody else read on the phone on which she would be told? */
  sharesPhone(personId: string): boolean {
    return (this.people.reach(personId, () => true)?.people.length ?? 0) > 1;
  }
}
