import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { ContentError, type Problem } from "./errors.ts";
import { LOG_LEVELS } from "./log.ts";

const flag = z
  .enum(["on", "off", "true", "false", "1", "0"])
  .transform((value) => value === "on" || value === "true" || value === "1");

const port = z.coerce.number().int().min(0).max(65_535);

/** Every variable that Rukun reads, with its default. `.env.example` explains them to an operator. */
const schema = z.object({
  RUKUN_HOME: z.string().min(1).default("./data"),
  RUKUN_HOST: z.string().min(1).default("127.0.0.1"),
  RUKUN_PORT: port.default(3000),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{3,}:[\w-]{10,}$/)
    .optional(),
  TELEGRAM_API_ROOT: z.url({ protocol: /^https?$/ }).optional(),
  RUKUN_SIMULATOR: flag.optional(),
  RUKUN_PROGRAMME: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .default("melati"),
});

/** What to write instead, by variable. */
const EXAMPLES: Record<keyof typeof schema.shape, string> = {
  RUKUN_HOME: "a folder, e.g. RUKUN_HOME=/var/lib/rukun",
  RUKUN_HOST: "an address of this machine, e.g. RUKUN_HOST=127.0.0.1",
  RUKUN_PORT: "a port from 0 to 65535, e.g. RUKUN_PORT=3000",
  LOG_LEVEL: `one of ${LOG_LEVELS.join(", ")}`,
  TELEGRAM_BOT_TOKEN: "the token that @BotFather gave, digits, a colon, letters: TELEGRAM_BOT_TOKEN=123456789:AA...",
  TELEGRAM_API_ROOT: "an address that starts with http:// or https://, e.g. https://api.telegram.org",
  RUKUN_SIMULATOR: "on or off",
  RUKUN_PROGRAMME: "the name of a folder in programmes/, e.g. RUKUN_PROGRAMME=melati",
};

export type Config = {
  /** Folder of everything that is stored; absolute. */
  home: string;
  host: string;
  port: number;
  logLevel: (typeof LOG_LEVELS)[number];
  telegram?: { token: string; apiRoot?: string };
  /** The simulator page and its HTTP interface. */
  simulator: boolean;
  /** The programme's folder in `programmes/`. */
  programme: string;
};

/**
 * Reads the environment, and `.env` of the working folder behind it. An empty variable is one that is not set.
 * Throws ContentError with everything that is wrong: where it stands, what it is, how to write it.
 */
export function readConfig(env: NodeJS.ProcessEnv, cwd: string): Config {
  const { variables, problems } = readEnvFile(join(cwd, ".env"));
  const given: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = env[name] ?? variables.get(name)?.value;
    if (value !== undefined && value.trim() !== "") given[name] = value.trim();
  }
  const parsed = schema.safeParse(given);
  const wrong = new Set(parsed.error?.issues.map((issue) => String(issue.path[0])));
  problems.push(...[...wrong].map((name) => notUsable(name, env, variables)));
  if (!parsed.success || problems.length > 0) throw new ContentError(problems.sort(byLine));
  const config = configOf(parsed.data, cwd);
  if (config.simulator && !LOOPBACK.test(config.host)) throw new ContentError([exposed(env, variables)]);
  return config;
}

function configOf(v: z.infer<typeof schema>, cwd: string): Config {
  const apiRoot = v.TELEGRAM_API_ROOT === undefined ? {} : { apiRoot: v.TELEGRAM_API_ROOT.replace(/\/+$/, "") };
  const telegram = v.TELEGRAM_BOT_TOKEN === undefined ? {} : { telegram: { token: v.TELEGRAM_BOT_TOKEN, ...apiRoot } };
  return {
    home: isAbsolute(v.RUKUN_HOME) ? v.RUKUN_HOME : resolve(cwd, v.RUKUN_HOME),
    host: v.RUKUN_HOST,
    port: v.RUKUN_PORT,
    logLevel: v.LOG_LEVEL,
    ...telegram,
    simulator: v.RUKUN_SIMULATOR ?? v.TELEGRAM_BOT_TOKEN === undefined,
    programme: v.RUKUN_PROGRAMME,
  };
}

type Variables = ReadonlyMap<string, { value: string; line: number }>;

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=(.*)$/;
const EMPTY = /^\s*(?:#.*)?$/;
/** Variables that are ours by their name. Others in `.env` are somebody else's business. */
const OURS = /^(?:RUKUN|TELEGRAM)_|^LOG_LEVEL$/;

/** What `.env` says, with the line of each variable for the one who has to mend it. */
function readEnvFile(path: string): { variables: Variables; problems: Problem[] } {
  const problems: Problem[] = [];
  const text = existsSync(path) ? readText(path, problems) : "";
  const values = parseEnv(text);
  const variables = new Map<string, { value: string; line: number }>();
  for (const [at, line] of text.split("\n").entries()) {
    const place = { file: ".env", line: at + 1 };
    const name = ASSIGNMENT.exec(line)?.[1];
    if (name !== undefined) variables.set(name, { value: values[name] ?? "", line: place.line });
    if (name !== undefined && OURS.test(name) && !(name in EXAMPLES)) problems.push({ ...place, ...unknown(name) });
    // A value in quotes may go on over several lines; only in a file without such a value can a line be out of place.
    if (name === undefined && !EMPTY.test(line) && !/["'`]/.test(text)) {
      const what = "This line is not understood.";
      problems.push({ ...place, what, how: "Write NAME=value, or begin it with # to make it a comment." });
    }
  }
  return { variables, problems };
}

function readText(path: string, problems: Problem[]): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    const how = "It must be a text file that the user who runs Rukun may read.";
    problems.push({ file: ".env", what: `It cannot be read${why}.`, how });
    return "";
  }
}

function unknown(name: string): Pick<Problem, "what" | "how"> {
  const names = Object.keys(EXAMPLES).join(", ");
  return { what: `Rukun has no variable ${name}.`, how: `It knows ${names}. Correct the name or take the line out.` };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

/** On the simulator's page anybody can be anybody. */
function exposed(env: NodeJS.ProcessEnv, variables: Variables): Problem {
  const where = notUsable("RUKUN_HOST", env, variables);
  const how = "Write RUKUN_HOST=127.0.0.1, or RUKUN_SIMULATOR=off with a channel configured.";
  return { ...where, what: "The simulator is only for this machine, and RUKUN_HOST would show it to others.", how };
}

/** The value itself is not repeated: it may be a secret in the wrong place. */
function notUsable(name: string, env: NodeJS.ProcessEnv, variables: Variables): Problem {
  const line = env[name] === undefined ? variables.get(name)?.line : undefined;
  const where = line === undefined ? { file: "environment" } : { file: ".env", line };
  return { ...where, what: `${name} is not usable.`, how: `Write ${EXAMPLES[name as keyof typeof EXAMPLES]}.` };
}

const byLine = (a: Problem, b: Problem) => (a.line ?? 0) - (b.line ?? 0);
