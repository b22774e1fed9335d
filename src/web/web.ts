import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { RukunError } from "../errors.ts";
import { BadRequest, errorAnswer } from "./answers.ts";
import type { Health, SimulatorControl, WebLog } from "./control.ts";
import { headers, isLoopback, limitBody, sameSite } from "./guard.ts";
import { WEB_LIMITS } from "./limits.ts";
import { pageRoutes } from "./page-routes.ts";
import { simulatorRoutes } from "./simulator/routes.ts";

export type WebOptions = {
  /** Where to listen; loopback unless the operator says otherwise. */
  host?: string;
  /** 0 takes a free one. */
  port: number;
  /** The simulator's routes and page exist only when this is given. */
  simulator?: SimulatorControl;
  health: () => Health | Promise<Health>;
  log: WebLog;
};

/** The HTTP server of one cell. */
export type Web = {
  /** Opens the port; throws a RukunError `web.port-taken` that says what to do. */
  listen(): Promise<{ url: string; port: number }>;
  /** Ends long polls, lets requests under way finish for a moment, and closes. Safe to call twice. */
  close(): Promise<void>;
};

/**
 * Builds the server: `GET /healthz`, and with a simulator its page and its routes.
 *
 * @example
 * const web = createWeb({ port: 3000, simulator, health, log });
 * const { url } = await web.listen();
 */
export function createWeb({ host = "127.0.0.1", port, simulator, health, log }: WebOptions): Web {
  const closing = new AbortController();
  const app = createApp({ host, health, log, ...(simulator ? { simulator } : {}) }, closing.signal);
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  return {
    listen: async () => {
      await open(server, host, port);
      const bound = (server.address() as AddressInfo).port;
      if (simulator && !isLoopback(host)) {
        log.warn({ host }, "The simulator has no password and is open to everybody who reaches this address");
      }
      return { url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`, port: bound };
    },
    close: async () => {
      closing.abort();
      if (server.listening) await close(server);
    },
  };
}

function createApp(
  { host = "127.0.0.1", simulator, health, log }: Omit<WebOptions, "port">,
  closing: AbortSignal,
): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    // The path has no personal data; bodies, addresses and texts never go to the log.
    if (!(error instanceof BadRequest)) log.error({ err: error, path: c.req.path }, "A request failed");
    return errorAnswer(c, error);
  });
  app.use(headers(), sameSite(host), limitBody());
  app.get("/healthz", async (c) => {
    const state = await health();
    return c.json(state, state.ok ? 200 : 503, { "Cache-Control": "no-store" });
  });
  if (simulator) {
    app.route("/simulator", simulatorRoutes(simulator, closing));
    app.route("/", pageRoutes());
  }
  app.notFound((c) =>
    errorAnswer(
      c,
      new BadRequest(
        "not-found",
        simulator ? `There is no ${c.req.method} ${c.req.path}. See docs/SIMULATOR.md.` : "The simulator is off.",
        { status: 404 },
      ),
    ),
  );
  return app;
}

function open(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(couldNotListen(error, host, port));
    server.once("error", failed);
    server.listen(port, host.replace(/^\[|\]$/g, ""), () => {
      server.off("error", failed);
      resolve();
    });
  });
}

function couldNotListen(error: NodeJS.ErrnoException, host: string, port: number): RukunError {
  if (error.code === "EADDRINUSE") {
    return new RukunError("web.port-taken", `Port ${port} of ${host} is taken. Set RUKUN_PORT to another one.`, {
      cause: error,
    });
  }
  return new RukunError("web.no-listen", `Cannot listen on ${host}:${port} (${error.code}). Check RUKUN_HOST.`, {
    cause: error,
  });
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const hurry = setTimeout(() => server.closeAllConnections(), WEB_LIMITS.closeMs);
  await closed;
  clearTimeout(hurry);
}
