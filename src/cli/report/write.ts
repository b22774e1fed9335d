import { writeSync } from "node:fs";
import { resolve } from "node:path";
import { documentOf, type Format, slugOf, textOf } from "../../documents/index.ts";
import { RukunError } from "../../errors.ts";
import { packageRoot } from "../../home.ts";
import { randomId } from "../../ids.ts";
import { loadPacks } from "../../programme/index.ts";
import {
  Additions,
  drawUp,
  keepValues,
  type ReportKind,
  type ReportSource,
  readReportPeriod,
  reportDocument,
} from "../../programme/reports/index.ts";
import { loadTexts } from "../../texts/index.ts";
import { dateIn } from "../../zones.ts";
import { type CommandContext, configOf } from "../io.ts";
import { inFile, PERSONAL, writeText } from "../ledger/out.ts";
import { withHome } from "../open.ts";

export type WriteOptions = { programme?: string; period: string; format: Format; out?: string; lang: string };
export type AddOptions = { programme?: string; kind: ReportKind; period: string; by: string };

/** `rukun report monthly --period 2026-10`: text and CSV to the terminal, documents into a file. */
export async function writeReport(context: CommandContext, kind: ReportKind, options: WriteOptions): Promise<void> {
  const { io } = context;
  const { format, out, lang, period } = options;
  const days = readReportPeriod(kind, period);
  io.err(PERSONAL);
  const document = inHome(context, options.programme, (source) => {
    const made = drawUp(source, { programme: source.pack.id, kind, days }, dateIn(source.pack.zone, io.now()));
    keepValues(source, made, io.now());
    return { pack: source.pack.id, ...reportDocument(source, made, lang, io.now()) };
  });
  if (format === "txt" || format === "csv") {
    writeText({ io, out }, textOf(document, format));
    return;
  }
  const bytes = await documentOf(document, format);
  const path = resolve(io.cwd, out ?? `${slugOf([document.name, document.pack, period])}.${format}`);
  inFile(path, (file) => writeSync(file, bytes));
  io.err(`rukun: written to ${path}`);
}

/** `rukun report analysis "..." --kind monthly --period 2026-10 --by "Bu Rina"`. Errors: `report.analysis`. */
export function addAnalysis(context: CommandContext, words: string, options: AddOptions): void {
  const { io } = context;
  const days = readReportPeriod(options.kind, options.period);
  inHome(context, options.programme, ({ sqlite, pack }) => {
    const told = { byName: options.by, source: `cli:${randomId()}`, at: io.now() };
    new Additions(sqlite).analyse({ programme: pack.id, kind: options.kind, days }, words, told);
  });
  io.out(
    `The analysis of the ${options.kind} report of ${options.period} is written down under the name of ${options.by}.`,
  );
}

/** Approves what the report says now. */
export function approveReport(context: CommandContext, { programme, kind, period, by }: AddOptions): void {
  const { io } = context;
  const days = readReportPeriod(kind, period);
  inHome(context, programme, (source) => {
    const id = { programme: source.pack.id, kind, days };
    const { digest } = drawUp(source, id, dateIn(source.pack.zone, io.now()));
    new Additions(source.sqlite).approve(id, digest, { byName: by, source: `cli:${randomId()}`, at: io.now() });
  });
  io.out(`The ${kind} report of ${period} is approved by ${by}.`);
}

/** One state of the home from the first number to the last. Errors: `programme.unknown`. */
function inHome<T>({ io, home }: CommandContext, programme: string | undefined, work: (source: ReportSource) => T): T {
  const config = configOf(io, home());
  const { packs } = loadPacks(packageRoot(), [config.programme]);
  const pack = packs.get(programme ?? config.programme);
  if (pack === undefined)
    throw new RukunError(
      "programme.unknown",
      `"${programme ?? config.programme}" does not run here: there is ${[...packs.keys()].join(", ")}`,
    );
  const { texts } = loadTexts(`${packageRoot()}/locales`);
  return withHome(config.home, ({ sqlite }) =>
    sqlite.transaction(() => work({ sqlite, pack, main: config.programme, texts }))(),
  );
}
