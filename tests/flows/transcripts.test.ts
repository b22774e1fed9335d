import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LOOKS } from "../../src/channels/simulator/index.ts";
import { packageRoot } from "../../src/home.ts";
import { Imported, type Told } from "../../src/programme/assessment/imported.ts";
import { Enrolments } from "../../src/programme/index.ts";
import { formsOf } from "../programme/forms-of.ts";
import { parseScript } from "../support/chat-script.ts";
import { ownContent } from "../support/content.ts";
import { demoWorld } from "../support/demo-world.ts";
import { type Player, TranscriptPlayer } from "../support/transcript.ts";
import type { World } from "../support/world.ts";

const FOLDER = join(packageRoot(), "tests", "flows");
/** `UPDATE_CHATS=1 npx vitest run tests/flows`: writes what was said instead of comparing; read the diff. */
const UPDATE = process.env["UPDATE_CHATS"] === "1";

/** Flows that nobody begins in a transcript, and why. */
const EXCUSED: Record<string, string> = {};

/** The office's list has Fitri, who has never written, and Karti, who has no phone; Ibu Ningsih looks after her. */
function readList({ runtime: { directory, people, db }, clock }: World, players: readonly Player[]): void {
  const now = clock.now();
  const addresses = (players.find(({ called }) => called === "Fitri")?.addresses ?? []).map((one) => ({
    ...one,
    channel: `simulator-${one.channel}`,
  }));
  const listed = (name: string, called: string, told: Told, at: typeof addresses): string => {
    const id = directory.add({ name, called, zone: "Asia/Jakarta", roles: [], addresses: at }, now);
    const given = { programme: "melati", source: `import:kantor:${name}` };
    new Imported(db.sqlite).add(id, told, { ...given, mode: "import", by: null, at: now });
    new Enrolments(db.sqlite).enrol({ ...given, personId: id, as: "candidate", since: now });
    return id;
  };
  listed("Fitri", "Fitri", { name: "Fitri H", born: "1999", village: "Karangsari" }, addresses);
  const karti = listed("Karti", "Mbah Karti", { name: "Karti", born: "1950", village: "Karangsari" }, []);
  const ningsih = people.at("simulator-whatsapp", "6281200000010")?.people[0] ?? "";
  directory.setCare(ningsih, karti, "kader", true);
}

const begun = new Set<string>();

describe("transcripts, the same on both looks", () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".chat"))) {
    for (const look of LOOKS) {
      it(`${file} on ${look}`, async () => {
        const path = join(FOLDER, file);
        const source = readFileSync(path, "utf8");
        const { world, players } = await demoWorld({
          books: file.startsWith("coop-"),
          suara: file.startsWith("suara-"),
          forms: file.startsWith("board-") ? formsOf("klaster-mandiri", "katalog") : [],
        });
        if (file.startsWith("list-")) readList(world, players);
        const player = new TranscriptPlayer(world, look, players);
        const lived = await player.play(parseScript(source));
        for (const flow of player.begun) begun.add(flow);
        if (UPDATE && look === "whatsapp") writeFileSync(path, lived);
        expect(lived).toBe(UPDATE ? readFileSync(path, "utf8") : source);
      });
    }
  }

  it("every conversation is in one of them", () => {
    const unseen = [...ownContent().compiled.keys()].filter((flow) => !begun.has(flow));
    expect(unseen).toEqual(Object.keys(EXCUSED));
  });
});
