import { expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../src/clock.ts";
import { afterTest } from "../../support/clean-up.ts";
import { FRIDAY } from "../../support/world.ts";
import { TO_THE_STORY } from "../chat/report-world.ts";
import { numberSaid } from "./marks.ts";
import { sayAll } from "./phones.ts";
import { ProofWorld } from "./proof-world.ts";

type Runs = "all" | "get" | "run";

/** What is asked of both files while something is said, and how often Argon2id is begun. */
function workOf(world: ProofWorld): () => { statements: string[]; argon: number } {
  const statements: string[] = [];
  let argon = 0;
  const prototype = Object.getPrototypeOf(world.sqlite.prepare("SELECT 1")) as Record<Runs, unknown>;
  for (const name of ["all", "get", "run"] as const) {
    const real = prototype[name] as (...given: unknown[]) => unknown;
    prototype[name] = function (this: { source: string }, ...given: unknown[]) {
      statements.push(this.source);
      return real.apply(this, given);
    };
    afterTest(() => {
      prototype[name] = real;
    });
  }
  const { stretcher } = world.vault;
  const stretch = stretcher.stretch.bind(stretcher);
  stretcher.stretch = (...given) => {
    argon += 1;
    return stretch(...given);
  };
  // When she was last heard is written now and then, whatever she says.
  const ofWhatIsSaid = (source: string) => !/(UPDATE|FROM) address /.test(source);
  return () => {
    const done = { statements: statements.splice(0).filter(ofWhatIsSaid), argon };
    argon = 0;
    return done;
  };
}

it("whatever is no number of a case is answered with the same words after the same work", async () => {
  // By day, when nothing else falls due.
  const world = await ProofWorld.start({ now: FRIDAY - 7 * HOUR });
  await world.officer("Ratna", world.onTelegram(500_111_222));
  const sari = world.onTelegram(700_888_999);
  world.add("Sari", sari);
  const report = async () => numberSaid(await sayAll(sari, ...TO_THE_STORY, "cerita", "selesai", "1", "1"));
  const destroyed = await report();
  await sayAll(sari, "lewati", "2");
  expect((await sayAll(sari, `KABAR ${destroyed}`, "3", "1")).join()).toContain("Sudah ditarik");
  const alive = await report();
  await sayAll(sari, "lewati", "2");
  const nearly = `${alive.slice(0, -1)}${(Number(alive.at(-1)) + 1) % 10}`;
  const typed = {
    wrong: "1234 5678 9012 3456",
    nearly,
    short: "1234",
    long: "1234 5678 9012 3456 7890 1234",
    malformed: "12x4-5678?9012.34",
    destroyed,
    otherwise: destroyed.replaceAll(" ", "-"),
  };
  const work = workOf(world);
  const seen: Record<string, unknown> = {};
  await world.later(13 * MINUTE);
  await sari.says(`KABAR ${typed.wrong}`);
  for (const [what, number] of Object.entries(typed)) {
    await world.later(13 * MINUTE);
    work();
    const words = await sari.says(`KABAR ${number}`);
    seen[what] = { words, ...work() };
  }
  const first = seen["wrong"] as { words: string[]; statements: string[]; argon: number };
  expect(first.words.join()).toContain("Saya tidak menemukan kabar untuk nomor itu.");
  expect(first.argon).toBe(1);
  expect(first.statements.length).toBeGreaterThan(5);
  expect(seen).toEqual(Object.fromEntries(Object.keys(typed).map((what) => [what, first])));
  // One that is there costs as many trials, and is found.
  await world.later(13 * MINUTE);
  work();
  expect((await sari.says(`KABAR ${alive}`)).join()).toContain("belum dibaca");
  expect(work().argon).toBe(1);
});
