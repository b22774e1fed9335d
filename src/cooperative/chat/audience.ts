import type { Person } from "../../people/person.ts";
import type { PeopleStore } from "../../people/store.ts";
import type { Texts } from "../../texts/index.ts";
import type { Books } from "../books.ts";
import { Lines } from "./lines.ts";
import { Say } from "./say.ts";

/** Members of whom one burst tells at most: a meeting of a whole unit. */
const AT_ONCE = 70;

/** The people who are told about the books: how they are called, in which language, and who else holds their phone. */
export class Audience {
  readonly books: Books;
  private readonly people: PeopleStore;
  private readonly texts: Texts;
  private readonly languages = new Map<string, { lines: Lines; say: Say }>();

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
   * what she wrote stays.
   */
  nameOf(personId: string, say: Say): string {
    const person = this.people.person(personId);
    if (person?.status === "erased") return say.line("erased-officer");
    return person?.called ?? person?.name ?? say.line("somebody");
  }

  /**
   * The person behind a member who is to be told something. A treasurer writes of many at once, mostly in the order of
   * her book: those who stand behind her there are read with her.
   */
  behind(member: number): string | null {
    const person = this.books.personOf(member);
    if (person !== null && !this.people.remembers(person)) this.people.remember(this.books.peopleFrom(member, AT_ONCE));
    return person;
  }

  /** Does anybody else read on the phone on which she would be told? */
  sharesPhone(personId: string): boolean {
    return (this.people.reach(personId, () => true)?.people.length ?? 0) > 1;
  }
}
