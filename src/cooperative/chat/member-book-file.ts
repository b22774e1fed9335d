import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collected, FORMATS, textOf } from "../../documents/index.ts";
import type { NewId } from "../../ids.ts";
import type { Texts } from "../../texts/index.ts";
import { fileName, makeStatement } from "../statements/index.ts";
import type { MemberFile } from "./commands/members.ts";

type FileParts = { texts: Texts; files: string; newId: NewId };

/**
 * Her whole book as a text that every phone opens and that can be read aloud. It is made while her message is worked on,
 * so it is one of those forms that need no waiting; the folder is swept after a day.
 */
export const memberBookFile =
  ({ texts, files, newId }: FileParts): MemberFile =>
  (member, { books, context, say, today }) => {
    const request = { unit: member.unit, period: { from: member.joinedOn, to: today }, subject: { member: member.id } };
    const making = { texts, lang: say.lang, now: context.now };
    const statement = collected(makeStatement(books, "member-book", request, making));
    mkdirSync(files, { recursive: true, mode: 0o700 });
    const path = join(files, `${newId()}.txt`);
    writeFileSync(path, [...textOf(statement, "txt")].join(""), { mode: 0o600 });
    return { name: fileName("member-book", statement, request, "txt"), mime: FORMATS.txt, path };
  };
