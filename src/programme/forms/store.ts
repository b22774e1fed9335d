import type Sqlite from "better-sqlite3";
import type { Json } from "../../flow/session.ts";
import type { NewId } from "../../ids.ts";
import { ofPerson } from "../../people/merged.ts";
import type { EventLog, Happened, NewHappened } from "../events/index.ts";
import type { Form } from "../pack/index.ts";
import { type Answers, counted } from "./answers.ts";
import { formKind, standsInEvent } from "./data.ts";

/** A form that was filled in; `personId` is whom it is about, null for one about somebody's own work. */
export type Filled = Pick<NewHappened, "programme" | "on" | "at" | "mode" | "source"> &
  Partial<Pick<NewHappened, "id" | "personId" | "village" | "by" | "groupId" | "corrects">> & {
    form: Form;
    answers: Answers;
  };

/**
 * Forms as they were filled in: events of the kind `form.<id>`, never overwritten. Free words and private answers lie
 * beside them and are gone when the person is erased; what may be counted stays.
 */
export class Forms {
  private readonly events: EventLog;
  private readonly newId: NewId;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database, events: EventLog, newId: NewId) {
    this.events = events;
    this.newId = newId;
    this.sql = prepare(sqlite);
  }

  /** Stores it. `known`: the same source filled it in before. */
  record({ form, answers, id = this.newId(), ...told }: Filled): "new" | "known" {
    const given = Object.entries(counted(form, answers)).filter(([, answer]) => answer !== null);
    const stays = new Set(form.questions.filter(standsInEvent).map((question) => question.id));
    const data = Object.fromEntries(given.filter(([name]) => stays.has(name)));
    if (this.events.record({ ...told, id, kind: formKind(form.id), data }) === "known") return "known";
    for (const [question, answer] of given)
      if (!stays.has(question)) this.sql.add.run(id, question, told.personId ?? null, JSON.stringify(answer));
    return "new";
  }

  /** All that was answered, with the words that are still there. */
  answersOf(event: Happened): Record<string, Json> {
    const rows = this.sql.words.all(event.id) as { question: string; answer: string }[];
    const words = rows.map(({ question, answer }): [string, Json] => [question, JSON.parse(answer) as Json]);
    return { ...event.data, ...Object.fromEntries(words) };
  }

  /** The words about a person, and about who became one with her, are gone. */
  forget(personId: string): void {
    this.sql.forget.run({ personId });
  }
}

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare("INSERT INTO form_words (event_id, question, person_id, answer) VALUES (?, ?, ?, ?)"),
    words: sqlite.prepare("SELECT question, answer FROM form_words WHERE event_id = ?"),
    forget: sqlite.prepare(`DELETE FROM form_words WHERE ${ofPerson()}`),
  };
}
