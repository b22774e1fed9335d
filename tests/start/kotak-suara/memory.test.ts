import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { dumpsCore, memoryFacts, swapFiles } from "../../../src/start/kotak-suara/memory.ts";
import { temporaryFolder } from "../../support/clean-up.ts";

let root: string;
beforeEach(() => {
  root = temporaryFolder();
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";
const FILE = `${HEAD}/swapfile                               file\t\t2097148\t\t0\t\t-2\n`;

/** The device that the stand-in of a swap file lies on, as the kernel names it. */
function deviceOf(path: string): string {
  const { dev } = statSync(join(root, path));
  return `${(dev >>> 8) & 0xfff}:${(dev & 0xff) | ((dev >>> 12) & 0xfff00)}`;
}

describe("what is in memory", () => {
  it("does not come onto a disk without swap, in compressed memory, or where nothing is known", () => {
    write("proc/swaps", HEAD);
    expect(memoryFacts(root)).toEqual({ swap: [], coreDumps: false });
    expect(swapFiles(`${HEAD}/dev/zram0 partition 1 0 100\n`)).toEqual([]);
    expect(memoryFacts(join(root, "nowhere")).swap).toEqual([]);
  });

  it("comes onto it with a swap file, or a partition that is not there to be looked at", () => {
    write("proc/swaps", `${FILE}/dev/sda3 partition 1 0 -3\n`);
    write("swapfile", "");
    expect(memoryFacts(root).swap).toEqual(["/swapfile", "/dev/sda3"]);
  });

  it("is safe on an encrypted volume, also below a logical one; not when a part is open", () => {
    write("proc/swaps", FILE);
    write("swapfile", "");
    const device = `sys/dev/block/${deviceOf("swapfile")}`;
    write(`${device}/dm/uuid`, "LVM-abc\n");
    write("sys/block/dm-0/dm/uuid", "CRYPT-LUKS2-abc\n");
    mkdirSync(join(root, device, "slaves"));
    symlinkSync(join(root, "sys/block/dm-0"), join(root, device, "slaves/dm-0"));
    expect(memoryFacts(root).swap).toEqual([]);
    mkdirSync(join(root, device, "slaves/sda1"));
    expect(memoryFacts(root).swap).toEqual(["/swapfile"]);
  });

  it("stays there where systemd or a container forbids the swap", () => {
    write("proc/swaps", FILE);
    write("swapfile", "");
    write("proc/self/cgroup", "4:memory:/x\n0::/system.slice/rukun.service\n");
    write("sys/fs/cgroup/system.slice/rukun.service/memory.swap.max", "max\n");
    expect(memoryFacts(root).swap).toEqual(["/swapfile"]);
    write("sys/fs/cgroup/system.slice/rukun.service/memory.swap.max", "0\n");
    expect(memoryFacts(root).swap).toEqual([]);
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/memory.swap.max", "0\n");
    expect(memoryFacts(root).swap).toEqual([]);
  });

  it("may be left in a file by a crash, unless the soft limit is none", () => {
    const limits = (soft: string) => `Limit  Soft Limit\nMax core file size        ${soft}     unlimited   bytes\n`;
    expect(["0", "unlimited", "1024"].map((soft) => dumpsCore(limits(soft)))).toEqual([false, true, true]);
    expect(dumpsCore("")).toBe(false);
  });
});
