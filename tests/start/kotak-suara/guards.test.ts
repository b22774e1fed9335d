import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../../src/config.ts";
import { isHomeTaken, packageRoot } from "../../../src/home.ts";
import { silentLog } from "../../../src/log.ts";
import { systemRandom, Vault, vaultPaths } from "../../../src/safeguarding/index.ts";
import { kotakSuaraChecks } from "../../../src/start/doctor/kotak-suara.ts";
import { openDemoVault } from "../../../src/start/kotak-suara/demo-vault.ts";
import { doubts, type Guarded, refusals } from "../../../src/start/kotak-suara/guards.ts";
import { start } from "../../../src/start/start.ts";
import { temporaryFolder } from "../../support/clean-up.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
let home: string;
let at: ReturnType<typeof vaultPaths>;
beforeEach(() => {
  home = join(temporaryFolder(), "home");
  mkdirSync(home, { mode: 0o700 });
  Vault.create(home, systemRandom);
  at = vaultPaths(home);
});

const given = (env: NodeJS.ProcessEnv = {}, more: Partial<Guarded> = {}): Guarded => ({
  config: readConfig({ RUKUN_HOME: home, KOTAK_SUARA: "on", ...env }, home),
  root: packageRoot(),
  memory: { swap: [], coreDumps: false },
  execArgv: [],
  owner: process.getuid?.(),
  ...more,
});

describe("Rukun with Kotak Suara on", () => {
  it("may start where nothing gives it away", () => {
    expect([refusals(given()), doubts(given())]).toEqual([[], []]);
  });

  const rows: [string, (env: NodeJS.ProcessEnv) => Guarded, RegExp, RegExp][] = [
    [
      "without a vault",
      () => {
        rmSync(at.database);
        return given();
      },
      /There is no vault in/,
      /rukun vault init/,
    ],
    [
      "without the key file",
      () => {
        rmSync(at.keyFile);
        return given();
      },
      /The key file .* is missing/,
      /kept in a safe/,
    ],
    [
      "in a programme without its settings",
      () => given({ RUKUN_PROGRAMME: "other" }),
      /programmes\/other\/kotak-suara\.yaml is missing/,
      /Copy/,
    ],
    [
      "with a key file that others may read",
      () => {
        chmodSync(at.keyFile, 0o640);
        return given();
      },
      /Other users of this machine may read .*kotak-suara\.key/,
      /chmod 600/,
    ],
    [
      "with a folder of keys that others may look into",
      () => {
        chmodSync(join(home, "keys"), 0o755);
        return given();
      },
      /may read .*keys\.$/,
      /chmod 700/,
    ],
    [
      "with a vault that others may read",
      () => {
        chmodSync(at.database, 0o604);
        return given();
      },
      /may read .*vault\.db\.$/,
      /chmod 600/,
    ],
    [
      "with a vault's folder that others may look into",
      () => {
        chmodSync(at.folder, 0o750);
        return given();
      },
      /may read .*vault\.$/,
      /chmod 700/,
    ],
    ["with files of another user", () => given({}, { owner: 4_711 }), /belongs to another user/, /chown 4711/],
    ["with a log of all that passes through", () => given({ LOG_LEVEL: "trace" }), /LOG_LEVEL=trace/, /LOG_LEVEL=info/],
    ["with a log for developers", () => given({ LOG_LEVEL: "debug" }), /LOG_LEVEL=debug/, /LOG_LEVEL=info/],
    ["with Node's own log", () => given({ NODE_DEBUG: "http" }), /NODE_DEBUG makes Node write/, /unset NODE_DEBUG/],
    ["with the libraries' log", () => given({ DEBUG: "*" }), /DEBUG makes Node write/, /unset DEBUG/],
    [
      "with Node's memory in files",
      () => given({ NODE_OPTIONS: "--heapsnapshot-signal=SIGUSR2" }),
      /NODE_OPTIONS makes Node write/,
      /unset NODE_OPTIONS/,
    ],
    ["with a debugger", () => given({}, { execArgv: ["--inspect=9229"] }), /a debugger/, /without --inspect/],
    [
      "with swap that is not encrypted",
      () => given({}, { memory: { swap: ["/swapfile"], coreDumps: false } }),
      /by swap \(\/swapfile\)/,
      /MemorySwapMax=0/,
    ],
    [
      "with the demo's vault",
      () => {
        rmSync(at.folder, { recursive: true });
        rmSync(at.keyFile);
        openDemoVault(home)?.close();
        return given();
      },
      /the demo's vault/,
      /a home of your own/,
    ],
  ];
  it.each(rows)("does not start %s, and says so with what to do", (_, made, what, how) => {
    const guarded = made({});
    const found = refusals(guarded);
    expect(found.map((one) => one.what).join("\n")).toMatch(new RegExp(what.source, "m"));
    expect(found.map((one) => one.how).join("\n")).toMatch(how);
    expect(kotakSuaraChecks(guarded, undefined, "Asia/Jakarta", NOW)).toEqual(expect.arrayContaining(found));
  });

  it("tells everything that is in the way at once", () => {
    rmSync(at.keyFile);
    const found = refusals(given({ LOG_LEVEL: "trace", DEBUG: "x" }, { execArgv: ["--inspect"] }));
    expect(found).toHaveLength(4);
  });

  it("says that a crash may leave memory behind, and that a key lies beside copies, and starts all the same", () => {
    mkdirSync(at.copies, { mode: 0o700 });
    copyFileSync(at.keyFile, join(at.copies, "kotak-suara.key"));
    const guarded = given({}, { memory: { swap: [], coreDumps: true } });
    expect(doubts(guarded).map(({ what }) => what)).toEqual([
      "A crash may leave the memory in a file.",
      expect.stringContaining("A key file lies beside copies"),
    ]);
    expect(refusals(guarded)).toEqual([]);
  });

  it("is not looked at where Kotak Suara is off", () => {
    rmSync(at.database);
    const guarded = given({ KOTAK_SUARA: "off", LOG_LEVEL: "trace" }, { execArgv: ["--inspect"] });
    expect([...refusals(guarded), ...doubts(guarded)]).toEqual([]);
  });

  it("ends with all of it, and leaves the home to others", async () => {
    rmSync(at.database);
    const config = readConfig({ RUKUN_HOME: home, KOTAK_SUARA: "on", LOG_LEVEL: "debug", RUKUN_PORT: "0" }, home);
    const begun = start({ config, root: packageRoot(), log: silentLog });
    await expect(begun).rejects.toThrow(/There is no vault[\s\S]*LOG_LEVEL=debug/);
    expect(isHomeTaken(home)).toBe(false);
  });

  it("says of settings that are not usable in which line", () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "programmes/melati"), { recursive: true });
    writeFileSync(join(root, "programmes/melati/kotak-suara.yaml"), "holidays: [nie]\nreferrals: []\n");
    const [first] = refusals(given({}, { root }));
    expect(first?.what).toMatch(/^programmes\/melati\/kotak-suara\.yaml:1: holidays/);
  });
});
