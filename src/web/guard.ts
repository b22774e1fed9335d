import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { BadRequest, errorAnswer } from "./answers.ts";
import { WEB_LIMITS } from "./limits.ts";

/** Names under which this machine is reached from itself. */
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]", "::1"]);

/** Is this host only reachable from this machine? */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host.toLowerCase());
}

/**
 * No script, style, picture or connection from anywhere but here, nothing inline, no text that becomes HTML; no frame
 * around us. No HSTS: the page is served over plain HTTP on loopback.
 */
export function headers(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "blob:"],
      mediaSrc: ["'self'", "blob:"],
      connectSrc: ["'self'"],
      formAction: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["'none'"],
    },
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
    strictTransportSecurity: false,
    xFrameOptions: "DENY",
  });
}

/**
 * Refuses what another web page makes the visitor's browser send: on loopback a foreign Host header is a name that was
 * rebound to this machine, and a foreign Origin is a page of somebody else.
 */
export function sameSite(host: string): MiddlewareHandler {
  return async (c, next) => {
    const asked = c.req.header("host") ?? "";
    if (isLoopback(host) && !isLoopback(withoutPort(asked))) {
      throw new BadRequest("host", `Rukun is not reached as "${asked}". Open it as http://127.0.0.1.`, { status: 403 });
    }
    const origin = c.req.header("origin");
    if (origin !== undefined && origin !== `http://${asked}` && origin !== `https://${asked}`) {
      throw new BadRequest("origin", `A page of ${origin} may not use Rukun.`, { status: 403 });
    }
    await next();
  };
}

/** Refuses a body that is larger than the largest photo. */
export function limitBody(): MiddlewareHandler {
  return bodyLimit({
    maxSize: WEB_LIMITS.bodyBytes,
    onError: (c) =>
      errorAnswer(c, new BadRequest("too-large", `At most ${WEB_LIMITS.bodyBytes} bytes a request.`, { status: 413 })),
  });
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, "");
}
