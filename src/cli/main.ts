#!/usr/bin/env node
import { processIo } from "./io.ts";
import { run } from "./run.ts";

// What the commands write (a backup, a draw of results) is about people: only this user may read it.
process.umask(0o077);

// `rukun person list | head` closes the pipe when it has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

const code = await run(process.argv.slice(2), processIo());
// When all that was written is out: what a platform's client leaves behind (a query that nobody will answer) would
// otherwise keep the command for a minute.
process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
