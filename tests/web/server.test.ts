import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createWeb, type Web } from "../../src/web/index.ts";
import { client, quiet, startWeb } from "./support.ts";

let web: Web | undefined;

afterEach(async () => {
  await web?.close();
  web = undefined;
});

async function withSimulator() {
  const started = await startWeb();
  ({ web } = started);
  return started;
}

describe("health", () => {
  it("says what is wrong, with the status of a failure", async () => {
    const checks = [{ name: "channel", ok: false, what: "Telegram does not answer", how: "Check the token" }];
    web = createWeb({ port: 0, health: () => ({ ok: false, checks }), log: quiet });
    const { url } = await web.listen();
    expect(await client(url).get("/healthz")).toEqual({ status: 503, body: { ok: false, checks } });
  });
});

describe("without a simulator", () => {
  it.each(["/", "/page/main.js", "/simulator/people", "/simulator/clock"])("has no %s", async (path) => {
    web = createWeb({ port: 0, health: () => ({ ok: true, checks: [] }), log: quiet });
    const { url } = await web.listen();
    expect(await client(url).get(path)).toMatchObject({ status: 404, body: { error: { code: "not-found" } } });
  });
});

describe("the page", () => {
  it("is served with a policy that allows nothing from elsewhere and nothing inline", async () => {
    const { url } = await withSimulator();
    const page = await fetch(url);
    expect(page.status).toBe(200);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page.headers.get("x-frame-options")).toBe("DENY");
    expect(await page.text()).not.toMatch(/https?:\/\/|<script>|style="| on\w+="/);
  });

  it.each([
    "/page/../../../package.json",
    "/page/%2e%2e%2fweb.ts",
    "/page/..%2f..%2f..%2fpackage.json",
    "/page/none.js",
  ])("does not serve %s", async (path) => {
    const { url } = await withSimulator();
    expect(await rawStatus(url, { path })).toBe(404);
  });
});

describe("another web page in the visitor's browser", () => {
  it.each([
    ["127.0.0.1:3000", 200],
    ["localhost", 200],
    ["[::1]:3000", 200],
    ["rukun.example.org", 403],
    ["127.0.0.1.example.org", 403],
  ])("with the Host %j gets %i", async (host, status) => {
    const { url } = await withSimulator();
    expect(await rawStatus(url, { headers: { Host: host } })).toBe(status);
  });

  it("may not post from its own origin", async () => {
    const { url, world } = await withSimulator();
    const headers = { Origin: "https://example.org", "Content-Type": "application/json" };
    expect(await rawStatus(url, { path: "/simulator/reset", method: "POST", headers })).toBe(403);
    expect(world.resets).toBe(0);
  });

  it("may not post a form as JSON", async () => {
    const { url } = await withSimulator();
    const body = JSON.stringify({ channel: "whatsapp", from: "sari", text: "x" });
    const response = await fetch(`${url}/simulator/send`, { method: "POST", body });
    expect(response.status).toBe(415);
  });
});

describe("limits", () => {
  it("refuses a body that is larger than any photo", async () => {
    const { url } = await withSimulator();
    const { status, body } = await client(url).post("/simulator/send", "x".repeat(25 * 1024 * 1024));
    expect([status, body.error.code]).toEqual([413, "too-large"]);
  });

  it("says what to do when the port is taken", async () => {
    const { url } = await withSimulator();
    const second = createWeb({
      port: Number(new URL(url).port),
      health: () => ({ ok: true, checks: [] }),
      log: quiet,
    });
    await expect(second.listen()).rejects.toMatchObject({ code: "web.port-taken", message: /RUKUN_PORT/ });
  });
});

/** `fetch` neither sends a Host of our own nor leaves `..` in a path. */
function rawStatus(
  url: string,
  options: { path?: string; method?: string; headers?: Record<string, string> },
): Promise<number | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: "/", ...options }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}
