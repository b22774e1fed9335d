/**
 * The errors that can happen. Each has a code for the operator and the log, an English message for the developer, the
 * locale key of what the person hears, and whether trying again may help. Anything else that is thrown is a defect.
 */
export class RukunError extends Error {
  readonly code: string;
  /** Locale key of the sentence for the person, e.g. `errors:later`. */
  readonly say: string;
  readonly retryable: boolean;

  constructor(code: string, message: string, options: { say?: string; retryable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "RukunError";
    this.code = code;
    this.say = options.say ?? "errors:trouble";
    this.retryable = options.retryable ?? false;
  }
}

/** Something is wrong in a file that people edit: the start stops, with all problems at once. */
export class ContentError extends RukunError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super("content", `${problems.length} problem(s):\n${problems.map(problemLine).join("\n")}`);
    this.name = "ContentError";
    this.problems = problems;
  }
}

/** One thing wrong in a file: where, what, and how to mend it. */
export type Problem = {
  file: string;
  /** 1-based; left out where only the whole file can be named. */
  line?: number;
  what: string;
  how: string;
};

/** `flows/x.yaml:12: what. How to mend.` as printed by `rukun flows check` and by a start that stops. */
export function problemLine({ file, line, what, how }: Problem): string {
  return `${file}${line === undefined ? "" : `:${line}`}: ${what}\n    ${how}`;
}
