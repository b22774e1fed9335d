import { existsSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { Command } from "commander";
import type { BackupContents } from "../db/backup.ts";
import { homePaths } from "../home.ts";
import { counted, instant, size } from "../start/words.ts";
import type { CommandContext } from "./io.ts";
import { configOf } from "./io.ts";

/** `rukun backup [file]`: the whole home in one checked file, while Rukun runs. */
export function backupCommand({ io, home, fail }: CommandContext): Command {
  return new Command("backup")
    .description("copy everything that is stored into one checked file; Rukun may go on running")
    .argument("[file]", "a new file, or a folder for one named by the time (default: backups/ in the home)")
    .action(async (file: string | undefined) => {
      const { home: folder } = configOf(io, home());
      const { backUp } = await import("../db/backup.ts");
      const { stampOf } = await import("../db/restore.ts");
      const now = io.now();
      const given = file === undefined ? homePaths(folder).backups : isAbsolute(file) ? file : resolve(io.cwd, file);
      const isFolder = file === undefined || (existsSync(given) && statSync(given).isDirectory());
      const target = isFolder ? join(given, `rukun-${stampOf(now)}.backup`) : given;
      const contents = await backUp(folder, target, now);
      io.out(`${target} (${size(contents.bytes)})`);
      for (const line of contentLines(contents)) io.out(`  ${line}`);
      const { besideBackup } = await import("./safeguarding/beside-backup.ts");
      for (const line of besideBackup(folder)) io.out(line);
      if (contents.missing.length === 0) return;
      io.err(`!! ${counted(contents.missing.length, "photo")} of the database is not in media/, or is damaged.`);
      io.err("   Everything else is in the backup. Look for them in an older one.");
      fail();
    });
}

/** What is in a backup, a line each. */
export function contentLines({ madeAt, rows, media, files }: BackupContents): string[] {
  return [
    `made ${instant(madeAt)}, checked`,
    `${counted(rows.person, "person", "people")}, ${counted(rows.address, "address", "addresses")}`,
    `${counted(rows.weekly_report, "weekly report")}, ${counted(rows.consent, "word on consent", "words on consent")}`,
    `${counted(rows.session, "conversation")}, ${counted(rows.turn_log, "turn")}, ${counted(rows.ticket, "ticket")}`,
    `${counted(media, "photo or voice note", "photos and voice notes")}, ${counted(files, "other file")}`,
  ];
}
