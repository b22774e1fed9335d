import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LOOKS } from "../../src/channels/simulator/index.ts";
import { packageRoot } from "../../src/home.ts";
import { parseScript } from "../support/chat-script.ts";
import { demoWorld } from "../support/demo-world.ts";
import { TranscriptPlayer } from "../support/transcript.ts";

const FOLDER = join(packageRoot(), "tests", "flows");
/** `UPDATE_CHATS=1 npx vitest run tests/flows`: writes what was said instead of comparing; read the diff. */
const UPDATE = process.env["UPDATE_CHATS"] === "1";

describe("transcripts, the same on both looks", () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".chat"))) {
    for (const look of LOOKS) {
      it(`${file} on ${look}`, async () => {
        const path = join(FOLDER, file);
        const source = readFileSync(path, "utf8");
        const { world, players } = await demoWorld({
          books: file.startsWith("coop-"),
          suara: file.startsWith("suara-"),
        });
        const lived = await new TranscriptPlayer(world, look, players).play(parseScript(source));
        if (UPDATE && look === "whatsapp") writeFileSync(path, lived);
        expect(lived).toBe(UPDATE ? readFileSync(path, "utf8") : source);
      });
    }
  }
});
