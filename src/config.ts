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
 * Throws ContentError with every variable that is wrong: where it stands, what it is, how to write it.
 */
export function readConfig(env: NodeJS.ProcessEnv, cwd: string): Config {
  const file = readEnvFile(join(cwd, ".env"));
  const given: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = env[name] ?? file.get(name)?.value;
    if (value !== undefined && value.trim() !== "") given[name] = value.trim();
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new ContentError(parsed.error.issues.map((issue) => problem(String(issue.path[0]), env, file)));
  const v = parsed.data;
  const apiRoot = v.TELEGRAM_API_ROOT === undefined ? {} : { apiRoot: v.TELEGRAM_API_ROOT };
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

type EnvFile = ReadonlyMap<string, { value: string; line: number }>;

/** What `.env` says, with the line of each variable for the one who has to mend it. */
function readEnvFile(path: string): EnvFile {
  if (!existsSync(path)) return new Map();
  const text = readFileSync(path, "utf8");
  const lines = text.split("\n");
  const found = new Map<string, { value: string; line: number }>();
  for (const [name, value] of Object.entries(parseEnv(text))) {
    const line =
      lines.findIndex((l) =>
        l
          .replace(/^\s*export\s+/, "")
          .trimStart()
          .startsWith(`${name}=`),
      ) + 1;
    found.set(name, { value: String(value), line: Math.max(1, line) });
  }
  return found;
}

/** The value itself is not repeated: it may be a secret in the wrong place. */
function problem(name: string, env: NodeJS.ProcessEnv, file: EnvFile): Problem {
  const line = env[name] === undefined ? file.get(name)?.line : undefined;
  const where = line === undefined ? { file: "environment" } : { file: ".env", line };
  return { ...where, what: `${name} is not usable.`, how: `Write ${EXAMPLES[name as keyof typeof EXAMPLES]}.` };
}
