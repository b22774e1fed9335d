import type { Module } from "../conversation/module.ts";
import type { Db } from "../db/open.ts";
import type { NewId } from "../ids.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Texts } from "../texts/index.ts";
import { Books } from "./books.ts";
import { CoopChat } from "./chat/chat.ts";
import { approvalCommands } from "./chat/commands/approvals.ts";
import { cashCommands } from "./chat/commands/cash.ts";
import { loanCommands } from "./chat/commands/loans.ts";
import { meetingCommands } from "./chat/commands/meeting.ts";
import { savingsCommands } from "./chat/commands/savings.ts";

export type CooperativeParts = {
  db: Db;
  people: PeopleStore;
  texts: Texts;
  newId: NewId;
  /** 0 to 1, for codes. */
  random: () => number;
};

/** The cooperative: books, and what treasurers, members and officers write about them. */
export function cooperativeModule(parts: CooperativeParts): Module {
  const { db, people, texts, newId, random } = parts;
  const books = new Books({ sqlite: db.sqlite, people, newId, random });
  const carriers = { ...savingsCommands, ...cashCommands, ...approvalCommands, ...meetingCommands, ...loanCommands };
  const chat = new CoopChat({
    books,
    people,
    texts,
    carriers,
  });
  return {
    name: "cooperative",
    actions: chat.actions(),
    hear: (heard, context) => chat.hear(heard, context),
    gathered: (items, context) => chat.gathered(items, context),
    committed: () => books.members.committed(),
    forget: () => books.forget(),
  };
}
