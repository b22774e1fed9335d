import { join } from "node:path";
import { type Content, type Conversations, loadContent } from "../content/load.ts";
import { FlowLibrary } from "../conversation/library.ts";
import { MediaStore } from "../conversation/media/index.ts";
import type { Action } from "../conversation/module.ts";
import { OutboxStore } from "../conversation/outbox/index.ts";
import type { UnitOfFile } from "../cooperative/settings/file.ts";
import { openDb } from "../db/open.ts";
import { type Demo, loadDemo } from "../demo/index.ts";
import { ContentError, type Problem } from "../errors.ts";
import { checkFlows, type LiveStep } from "../flow/check/index.ts";
import { packageRoot } from "../home.ts";
import { randomId } from "../ids.ts";
import { domainModules } from "../modules.ts";
import { Directory } from "../people/directory.ts";
import { PeopleStore } from "../people/store.ts";
import { loadPacks, type Pack, packIds } from "../programme/index.ts";
import { loadSafeSettings } from "../safeguarding/index.ts";
import { Duties } from "../schedule/duties.ts";
import { loadCooperative } from "./cooperative.ts";

/** Everything that people edit and Rukun runs on. */
export type Written = {
  content: Conversations;
  pack: Pack;
  demo: Demo | undefined;
  /** Of the cooperative; none where the programme has none. */
  units: readonly UnitOfFile[];
};
/** The same with what is wrong with it. */
export type Found = {
  content: Content;
  pack: Pack | undefined;
  demo?: Demo | undefined;
  units: readonly UnitOfFile[];
  problems: Problem[];
};

/**
 * Reads flows, texts and the programme below a folder and checks them against each other, against what the code can
 * do, and against the people who are in the middle of a conversation.
 */
export function findContent(root: string, programme: string, liveSteps: readonly LiveStep[] = []): Found {
  const content = loadContent(root);
  const { packs, problems: inPacks } = loadPacks(root, [programme]);
  const pack = packs.get(programme);
  const problems = [...content.problems, ...inPacks];
  if (pack === undefined) {
    if (inPacks.length === 0) problems.push(noProgramme(programme, packIds(root)));
    return { content, pack, units: [], problems: [...problems, ...content.flows.flatMap((flow) => flow.problems)] };
  }
  const { demo, problems: inDemo } = loadDemo(root, pack);
  const { units, problems: inCooperative } = loadCooperative(root, pack);
  const { problems: inKotakSuara } = loadSafeSettings(root, pack.id);
  const { texts } = content;
  const inFlows = checkFlows(content.flows, { actions: actionsOf(pack, content), texts, liveSteps });
  return {
    content,
    pack,
    demo,
    units,
    problems: [...problems, ...inDemo, ...inCooperative, ...inKotakSuara, ...inFlows],
  };
}

/** The same for a start, which nothing wrong gets past: throws ContentError with all of it. */
export function loadWhole(root: string, programme: string): Written {
  const { content, pack, demo, units, problems } = findContent(root, programme);
  if (pack === undefined || problems.length > 0) throw new ContentError(problems);
  // What a check needs besides, each flow with the lines of its file, is not kept for as long as Rukun runs.
  const { compiled, texts } = content;
  return { content: { compiled, texts }, pack, demo, units };
}

function noProgramme(programme: string, known: readonly string[]): Problem {
  const what = `There is no programme "${programme}" in programmes/.`;
  return { file: "RUKUN_PROGRAMME", what, how: `Write one of ${known.join(", ")}.` };
}

/** The actions of all domains, by their full names; made over an empty database in memory, where nothing is done. */
function actionsOf(pack: Pack, content: Content): Map<string, Action> {
  const db = openDb(":memory:", join(packageRoot(), "drizzle"));
  const { sqlite } = db;
  const people = new PeopleStore(sqlite);
  const modules = domainModules(pack)({
    db,
    people,
    directory: new Directory(db, people, randomId),
    duties: new Duties(sqlite),
    library: new FlowLibrary(sqlite, new Map(), content.texts, 0),
    outbox: new OutboxStore(sqlite),
    texts: content.texts,
    media: new MediaStore(sqlite),
    home: "",
    files: "",
    sendsFiles: () => false,
    mayInitiate: () => false,
    deletes: () => false,
    newId: randomId,
    random: () => 0,
    wake: () => {},
    sealed: { fetch: () => Promise.reject(new Error("nothing is done here")), speak: () => {}, ping: () => {} },
  });
  const actions = new Map(modules.flatMap((m): [string, Action][] => Object.entries(m.actions ?? {})));
  sqlite.close();
  return actions;
}
