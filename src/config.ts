import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { ContentError, type Problem } from "./errors.ts";
import { homePaths } from "./home.ts";
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
  WHATSAPP: flag.default(false),
  WHATSAPP_KEY_FILE: z.string().min(1).optional(),
  WHATSAPP_VERSION: z
    .string()
    .regex(/^\d{1,3}\.\d{1,5}\.\d{1,12}$/)
    .transform((text) => text.split(".").map(Number) as [number, number, number])
    .optional(),
  WHATSAPP_SECONDS_BETWEEN: z
    .string()
    .regex(/^\d{1,3}\s*-\s*\d{1,3}$/)
    .transform((text) => text.split("-").map(Number) as [number, number])
    .refine(([least, most]) => least >= 1 && least <= most)
    .default([3, 5]),
  WHATSAPP_NEW_PER_DAY: z.coerce.number().int().min(0).max(10_000).default(100),
  // Of this machine only: whoever answers there is taken to be WhatsApp.
  WHATSAPP_SERVER: z.url({ protocol: /^ws$/, hostname: /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/ }).optional(),
  RUKUN_SIMULATOR: flag.optional(),
  KOTAK_SUARA: flag.optional(),
  KOTAK_SUARA_COPIES: z.string().min(1).optional(),
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
  WHATSAPP: "on or off",
  WHATSAPP_KEY_FILE: "a file outside of every backup, e.g. WHATSAPP_KEY_FILE=/etc/rukun/whatsapp.key",
  WHATSAPP_VERSION: "three numbers with dots, e.g. WHATSAPP_VERSION=2.3000.1043857760",
  WHATSAPP_SECONDS_BETWEEN: "the least and the most, at least 1, e.g. WHATSAPP_SECONDS_BETWEEN=3-5",
  WHATSAPP_NEW_PER_DAY: "a number from 0 to 10000, e.g. WHATSAPP_NEW_PER_DAY=100",
  WHATSAPP_SERVER: "the address of a stand-in on this machine, e.g. WHATSAPP_SERVER=ws://127.0.0.1:8082/ws",
  RUKUN_SIMULATOR: "on or off",
  KOTAK_SUARA: "on or off",
  KOTAK_SUARA_COPIES: "a folder on another disk, e.g. KOTAK_SUARA_COPIES=/mnt/other/kotak-suara",
  RUKUN_PROGRAMME: "the name of a folder in programmes/, e.g. RUKUN_PROGRAMME=melati",
};

export type Config = {
  /** Folder of everything that is stored; absolute. */
  home: string;
  host: string;
  port: number;
  logLevel: (typeof LOG_LEVELS)[number];
  telegram?: { token: string; apiRoot?: string };
  whatsapp?: WhatsAppConfig;
  /** The simulator page and its HTTP interface. */
  simulator: boolean;
  /** The programme's folder in `programmes/`. */
  programme: string;
  kotakSuara: KotakSuaraConfig;
};

/** Where somebody may report in confidence. */
export type KotakSuaraConfig = {
  /** `demo`: with a vault and officers of its own, beside the simulator alone. */
  mode: "on" | "off" | "demo";
  /** Folder for the daily copies of the vault; absolute. Without it they lie in the home. */
  copies?: string;
  /** Variables of the environment by which Node or a library writes down what passes through them. */
  revealing: readonly string[];
};

/** How Rukun is a linked device of a WhatsApp number. */
export type WhatsAppConfig = {
  /** Opens what is stored of the link; absolute. */
  keyFile: string;
  /** What we say that we are, where WhatsApp no longer takes the version of the library. */
  version?: [number, number, number];
  /** Least and most seconds between two messages, chosen anew each time. */
  secondsBetween: [number, number];
  /** People who may get something a day that they did not ask for. */
  newPerDay: number;
  /** A stand-in for WhatsApp, for tests. */
  server?: string;
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
  const config = configOf(parsed.data, cwd, env);
  if (config.simulator && !LOOPBACK.test(config.host)) throw new ContentError([exposed(env, variables)]);
  return config;
}

function configOf(v: z.infer<typeof schema>, cwd: string, env: NodeJS.ProcessEnv): Config {
  const apiRoot = v.TELEGRAM_API_ROOT === undefined ? {} : { apiRoot: v.TELEGRAM_API_ROOT.replace(/\/+$/, "") };
  const telegram = v.TELEGRAM_BOT_TOKEN === undefined ? {} : { telegram: { token: v.TELEGRAM_BOT_TOKEN, ...apiRoot } };
  const home = isAbsolute(v.RUKUN_HOME) ? v.RUKUN_HOME : resolve(cwd, v.RUKUN_HOME);
  return {
    home,
    host: v.RUKUN_HOST,
    port: v.RUKUN_PORT,
    logLevel: v.LOG_LEVEL,
    ...telegram,
    ...(v.WHATSAPP ? { whatsapp: whatsAppOf(v, home, cwd) } : {}),
    simulator: v.RUKUN_SIMULATOR ?? (v.TELEGRAM_BOT_TOKEN === undefined && !v.WHATSAPP),
    programme: v.RUKUN_PROGRAMME,
    kotakSuara: kotakSuaraOf(v, cwd, env),
  };
}

/** By itself it is on only where everybody is invented. */
function kotakSuaraOf(v: z.infer<typeof schema>, cwd: string, env: NodeJS.ProcessEnv): KotakSuaraConfig {
  const demo = v.TELEGRAM_BOT_TOKEN === undefined && !v.WHATSAPP && v.RUKUN_SIMULATOR !== false;
  const copies = v.KOTAK_SUARA_COPIES === undefined ? {} : { copies: resolve(cwd, v.KOTAK_SUARA_COPIES) };
  const mode = v.KOTAK_SUARA === undefined ? (demo ? "demo" : "off") : v.KOTAK_SUARA ? "on" : "off";
  return { mode, ...copies, revealing: REVEALING.flatMap(({ name, when }) => (when(env[name] ?? "") ? [name] : [])) };
}

const isSet = (value: string): boolean => value.trim() !== "";
/** What Node and widespread libraries listen to: requests with their bodies, a debugger, memory in a file. */
const REVEALING: readonly { name: string; when: (value: string) => boolean }[] = [
  { name: "NODE_DEBUG", when: isSet },
  { name: "DEBUG", when: isSet },
  { name: "NODE_OPTIONS", when: (value) => /--(inspect|heap|report|cpu-prof|trace-event)/.test(value) },
];

function whatsAppOf(v: z.infer<typeof schema>, home: string, cwd: string): WhatsAppConfig {
  return {
    keyFile:
      v.WHATSAPP_KEY_FILE === undefined
        ? join(homePaths(home).keys, "whatsapp.key")
        : resolve(cwd, v.WHATSAPP_KEY_FILE),
    ...(v.WHATSAPP_VERSION === undefined ? {} : { version: v.WHATSAPP_VERSION }),
    secondsBetween: v.WHATSAPP_SECONDS_BETWEEN,
    newPerDay: v.WHATSAPP_NEW_PER_DAY,
    ...(v.WHATSAPP_SERVER === undefined ? {} : { server: v.WHATSAPP_SERVER }),
  };
}

type Variables = ReadonlyMap<string, { value: string; line: number }>;

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=(.*)$/;
const EMPTY = /^\s*(?:#.*)?$/;
/** Variables that are ours by their name. Others in `.env` are somebody else's business. */
const OURS = /^(?:RUKUN|TELEGRAM|WHATSAPP|KOTAK)_|^LOG_LEVEL$/;

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
