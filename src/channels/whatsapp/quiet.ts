/**
 * libsignal prints whole sessions, private keys included, with `console.info("Closing session:", ...)` and others, and
 * has no switch for it. Rukun itself never writes with `console` (its log and commands use the streams), so everything
 * that comes that way is dropped. To be called before Baileys is imported, in every process that does.
 *
 * Gives what puts the console back, for tests.
 */
export function silenceConsole(target: Console = console): () => void {
  const before = new Map<string, unknown>();
  const methods = target as unknown as Record<string, unknown>;
  for (const name of Object.keys(methods)) {
    if (typeof methods[name] !== "function" || name === "Console") continue;
    before.set(name, methods[name]);
    methods[name] = nothing;
  }
  return () => {
    for (const [name, method] of before) methods[name] = method;
  };
}

function nothing(): void {}
