import { TerminalChannel } from "../../channels/terminal/index.ts";
import { mayStart } from "../../conversation/audience.ts";
import type { Module } from "../../conversation/module.ts";
import { makeDemoWorld } from "../../demo/index.ts";
import { RukunError } from "../../errors.ts";
import { didYouMean } from "../../flow/check/near.ts";
import { packageRoot } from "../../home.ts";
import { randomId } from "../../ids.ts";
import { silentLog } from "../../log.ts";
import { domainModules } from "../../modules.ts";
import { Runtime } from "../../runtime.ts";
import { SimulationClock } from "../../simulation/clock.ts";
import { walk } from "../../simulation/simulation.ts";
import { loadWhole } from "../../start/content.ts";
import { openCooperative } from "../../start/cooperative.ts";
import type { Io } from "../io.ts";
import { ChatChannel, type ChatLook, HERE } from "./channel.ts";
import { persona } from "./persona.ts";

export type Play = { home: string; programme: string; flow?: string; as: string; look: ChatLook };

/** Somebody whom Rukun does not know. */
export const STRANGER = "baru";
const BEGIN = "chat.begin";

/** Plays until the input ends, and until everything that was said has been answered. */
export async function play(io: Io, { home, programme, flow, as, look }: Play): Promise<void> {
  const { content, pack, demo, units } = loadWhole(packageRoot(), programme);
  if (demo === undefined) throw new RukunError("chat.demo", `the programme ${programme} has no demo.yaml to play in`);
  const clock = new SimulationClock({ now: () => io.now() });
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const isTyped = "isTTY" in io.input && io.input.isTTY === true;
  const channel = new ChatChannel({
    terminal: new TerminalChannel({ input: io.input, output: io.output, clock, onEnd: () => end() }),
    look,
    ...(isTyped ? {} : { echo: (line: string) => io.out(`> ${line}\n`) }),
    forward: async (ms) => channel.tell(await goForward(runtime, clock, ms)),
    settled: () => runtime.settled(),
  });
  const domains = domainModules(pack);
  const runtime = new Runtime({
    home,
    content,
    programme: pack,
    modules: (parts) => [...domains(parts), chatModule],
    channels: [channel],
    clock,
    log: silentLog,
    newId: randomId,
    random: Math.random,
  });
  try {
    const { db, people, directory } = runtime;
    const now = clock.now();
    makeDemoWorld({ db, people, directory, pack, demo, units, newId: randomId, now });
    openCooperative({ sqlite: db.sqlite, units, pack, newId: randomId, now });
    beSomebody(runtime, as, flow, clock.now());
    if (isTyped) io.out("/maju 1d: a day forward. Ctrl-D: the end. Nothing that is stored is touched.\n");
    await runtime.start();
    await ended;
    await channel.answered();
    // A beginning of several messages: the input may be over before the first of them is shown.
    await runtime.settled();
  } finally {
    await runtime.stop();
  }
}

/** Begins a flow with somebody as Rukun itself would, by a thing that is due. */
const chatModule: Module = {
  name: "chat",
  duties: {
    [BEGIN]: {
      run: ({ flow }, { begin, personId }) =>
        personId !== null && begin(personId, String(flow), {}, { as: "reply" }) ? "done" : { dropped: "unreachable" },
    },
  },
};

function beSomebody(runtime: Runtime, as: string, flow: string | undefined, now: number): void {
  const { library, people, duties, db } = runtime;
  const ids = [...library.all()].map(({ id }) => id).sort();
  if (flow !== undefined && library.flow(flow) === undefined)
    throw new RukunError(
      "chat.flow",
      `there is no flow "${flow}". ${didYouMean(flow, ids, `There are ${ids.join(", ")}.`)}`,
    );
  if (as === STRANGER) {
    if (flow !== undefined) throw new RukunError("chat.flow", `somebody new begins by writing: leave out ${flow}`);
    return;
  }
  const { id } = persona(db.sqlite, as);
  const person = people.person(id);
  if (flow !== undefined && person !== undefined && !mayStart(person, library, flow)) {
    const roles = person.roles.join(", ");
    throw new RukunError(
      "chat.flow",
      `${person.called ?? id} (${roles}) may not begin ${flow}: choose --as somebody else`,
    );
  }
  const terminal = people.connect(HERE.channel, HERE.address, id, now);
  // Whoever begins a flow here is awake and waits for it, also at night.
  people.touch(terminal, now);
  if (flow === undefined) return;
  const key = `${BEGIN}:${id}`;
  duties.plan({ key, kind: BEGIN, personId: id, data: { flow }, dueAt: now, expiresAt: Number.MAX_SAFE_INTEGER });
}

/** Does what falls due on the way, and says what time it is then. */
async function goForward(runtime: Runtime, clock: SimulationClock, ms: number | null): Promise<string> {
  if (ms === null) return "/maju takes hours, days or weeks: /maju 6h, /maju 1d, /maju 2w";
  await walk(runtime, clock, ms);
  const options = { dateStyle: "full", timeStyle: "short", timeZone: runtime.options.programme.zone } as const;
  return `-- ${new Intl.DateTimeFormat("id", options).format(clock.now())}`;
}
