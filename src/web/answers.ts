import type { Context } from "hono";
import type { z } from "zod";
import { RukunError } from "../errors.ts";

/** A request that cannot be answered as it is: what is wrong, and one that would be right. */
export class BadRequest extends Error {
  readonly code: string;
  readonly status: 400 | 403 | 404 | 409 | 413 | 415;
  readonly example: unknown;

  constructor(code: string, message: string, options: { status?: BadRequest["status"]; example?: unknown } = {}) {
    super(message);
    this.name = "BadRequest";
    this.code = code;
    this.status = options.status ?? 400;
    this.example = options.example;
  }
}

/** `{error: {code, message, example?}}` with its status; a defect is named in the log and not in the answer. */
export function errorAnswer(c: Context, error: unknown): Response {
  if (error instanceof BadRequest) {
    const { code, message, example, status } = error;
    return c.json({ error: { code, message, ...(example === undefined ? {} : { example }) } }, status);
  }
  if (error instanceof RukunError) {
    return c.json({ error: { code: error.code, message: error.message } }, error.retryable ? 503 : 500);
  }
  return c.json({ error: { code: "trouble", message: "Something went wrong in Rukun; its log says what." } }, 500);
}

/** The JSON of a request, checked; a wrong one is answered with what is wrong and a right one. */
export async function readJson<S extends z.ZodType>(c: Context, schema: S, example: unknown): Promise<z.output<S>> {
  return check(schema, await readBody(c, example), example);
}

/** The JSON of a request, not checked yet. */
export async function readBody(c: Context, example: unknown): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    throw new BadRequest("not-json", "Send JSON, with the header Content-Type: application/json.", {
      status: 415,
      example,
    });
  }
  try {
    return await c.req.json();
  } catch {
    throw new BadRequest("not-json", "The body is not JSON.", { example });
  }
}

/** A checked value, or a BadRequest that says in one line what is wrong. */
export function check<S extends z.ZodType>(schema: S, value: unknown, example: unknown): z.output<S> {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  throw new BadRequest("invalid", issuesLine(checked.error.issues), { example });
}

/** At most this many problems are named; the rest shows when these are mended. */
const MAX_ISSUES = 3;

function issuesLine(issues: readonly z.core.$ZodIssue[]): string {
  const lines = issues.slice(0, MAX_ISSUES).map(({ path, message }) => {
    return path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`;
  });
  return lines.join("; ");
}
