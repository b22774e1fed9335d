import type { Module } from "../conversation/module.ts";
import type { Db } from "../db/open.ts";
import { type LayoutQueue, sharedLayout } from "../documents/index.ts";
import type { NewId } from "../ids.ts";
import type { Directory } from "../people/directory.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Duties } from "../schedule/duties.ts";
import type { Texts } from "../texts/index.ts";
import type { Hours } from "../zones.ts";
import { Books } from "./books.ts";
import { CoopChat } from "./chat/chat.ts";
import { approvalCommands } from "./chat/commands/approvals.ts";
import { cashCommands } from "./chat/commands/cash.ts";
import { disputeCommands } from "./chat/commands/disputes.ts";
import { documentCommands } from "./chat/commands/documents.ts";
import { interestCommands } from "./chat/commands/interest.ts";
import { joiningCommands } from "./chat/commands/joining.ts";
import { loanCommands } from "./chat/commands/loans.ts";
import { lossCommands } from "./chat/commands/losses.ts";
import { meetingCommands } from "./chat/commands/meeting.ts";
import { memberCommands } from "./chat/commands/members.ts";
import { numberCommands } from "./chat/commands/numbers.ts";
import { officerCommands } from "./chat/commands/officers.ts";
import { savingsCommands } from "./chat/commands/savings.ts";
import { transferCommands } from "./chat/commands/transfers.ts";
import { yearCommands } from "./chat/commands/year.ts";
import { DayPlanning, dayDuties } from "./chat/due/index.ts";
import { memberBookFile } from "./chat/member-book-file.ts";
import { helpCommands } from "./chat/menu/help.ts";
import { CoopMenu } from "./chat/menu/menu.ts";
import { DOCUMENT_DUTY, Documents } from "./documents/index.ts";
import { calendarOf, Retries } from "./jobs/index.ts";
import { NAMELESS, namelessDuty } from "./nameless.ts";
import { numberDuties } from "./numbers/duties.ts";
import { cooperativeKeeper, namelessOf } from "./rights.ts";

export type CooperativeParts = {
  db: Db;
  people: PeopleStore;
  directory: Pick<Directory, "withRole">;
  duties: Duties;
  texts: Texts;
  /** Folder for files that are made to be sent. */
  files: string;
  /** Whether a channel takes documents. */
  sendsFiles: (channel: string) => boolean;
  /** Where documents are laid out; left out: in the queue that all books of this process share. */
  layout?: LayoutQueue;
  /** When people may be written to first. */
  hours: Hours;
  newId: NewId;
  /** 0 to 1, for codes. */
  random: () => number;
  /** A document was made: `plan` is called and what is due done. */
  wake: () => void;
};

/** Who looks after this Rukun: its admins, or the coordinators where there is none. */
const OPERATORS = ["admin", "coordinator"] as const;

/** The cooperative: books, and what treasurers, members and officers write about them. */
export function cooperativeModule(parts: CooperativeParts): Module {
  const {
    db,
    people,
    directory,
    duties,
    texts,
    files,
    sendsFiles,
    layout = sharedLayout,
    hours,
    newId,
    random,
    wake,
  } = parts;
  const books = new Books({ sqlite: db.sqlite, people, newId, random, duties });
  const documents = new Documents({ books, people, duties, texts, files, layout, wake });
  const carriers = {
    ...savingsCommands,
    ...cashCommands,
    ...approvalCommands,
    ...meetingCommands,
    ...loanCommands,
    ...memberCommands(memberBookFile(parts)),
    ...officerCommands,
    ...disputeCommands,
    ...joiningCommands,
    ...numberCommands,
    ...lossCommands,
    ...transferCommands,
    ...yearCommands,
    ...interestCommands,
    ...helpCommands,
    ...documentCommands({ documents, sendsFiles }),
  };
  const chat = new CoopChat({
    books,
    people,
    texts,
    carriers,
  });
  const calendar = calendarOf({ books, audience: chat.audience, duties, hours });
  const days = new DayPlanning(books, hours);
  const operators = () => OPERATORS.map((role) => directory.withRole(role)).find((found) => found.length > 0) ?? [];
  const retries = new Retries({ books, audience: chat.audience, duties, operators });
  const { numbers: changes, members, officers, units } = books;
  let repaired = false;
  return {
    name: "cooperative",
    actions: { ...chat.actions(), ...new CoopMenu(chat, carriers).actions() },
    duties: retries.guarded({
      ...calendar.duties,
      ...dayDuties({ books, audience: chat.audience, hours }),
      [DOCUMENT_DUTY]: documents.duty(),
      ...numberDuties({ duties, changes, members, officers, units }),
      [NAMELESS]: namelessDuty(books, (member) => namelessOf(member, chat.audience.sayIn("id"))),
    }),
    plan: (now) => {
      if (!repaired) books.members.repairRoles();
      repaired = true;
      retries.step(now);
      calendar.plan(now);
      days.step(now);
      documents.hastenMade(now);
    },
    keeper: cooperativeKeeper({ books, audience: chat.audience }),
    overheard: (heard, context) => chat.overheard(heard, context),
    hear: (heard, context) => {
      books.journal.expectMany();
      return chat.hear(heard, context);
    },
    unheard: (heard, context) => chat.unheard(heard, context),
    lastly: (heard, context) => chat.lastly(heard, context),
    changed: (change, context) => chat.changed(change, context),
    gathered: (items, context) => chat.gathered(items, context),
    committed: () => {
      books.committed();
      chat.audience.committed();
    },
    forget: () => books.forget(),
  };
}
