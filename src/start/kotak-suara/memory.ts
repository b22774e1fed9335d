import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a machine may do with what is in memory. */
export type MemoryFacts = {
  /** Swap that is not encrypted and that this process may be moved to. */
  swap: readonly string[];
  /** A crash would leave the memory in a file. */
  coreDumps: boolean;
};

/** Reads them from Linux's own files below `root`; elsewhere (macOS encrypts its swap) nothing is known, nor claimed. */
export function memoryFacts(root = "/"): MemoryFacts {
  const swaps = textOf(join(root, "proc/swaps"));
  const exposed = swapFiles(swaps).filter((path) => !isEncrypted(root, path));
  return {
    swap: exposed.length > 0 && !mayNotSwap(root) ? exposed : [],
    coreDumps: dumpsCore(textOf(join(root, "proc/self/limits"))),
  };
}

/** The devices and files of `/proc/swaps`; compressed memory (zram) is no disk. Pure. */
export function swapFiles(swaps: string): string[] {
  const paths = swaps.split("\n").slice(1);
  return paths.flatMap((line) => {
    const [path = ""] = line.split(/\s+/);
    return path === "" || /\/zram\d+$/.test(path) ? [] : [path.replaceAll("\\040", " ")];
  });
}

/** From `/proc/self/limits`: the soft limit is not 0. Pure. */
export const dumpsCore = (limits: string): boolean => {
  const [, soft] = /^Max core file size\s+(\S+)/m.exec(limits) ?? [];
  return soft !== undefined && soft !== "0";
};

/** Whether systemd (`MemorySwapMax=0`) or a container keeps this process, or a group that it is in, out of the swap. */
function mayNotSwap(root: string): boolean {
  const [, path = ""] = /^0::(\/.*)$/m.exec(textOf(join(root, "proc/self/cgroup"))) ?? [];
  const groups = path.split("/").filter((name) => name !== "");
  return [...groups.keys(), groups.length].some((depth) => {
    const limit = join(root, "sys/fs/cgroup", ...groups.slice(0, depth), "memory.swap.max");
    return textOf(limit).trim() === "0";
  });
}

/** Is the device, or the one that a file lies on, a LUKS volume or made of such? */
function isEncrypted(root: string, path: string): boolean {
  const place = join(root, path);
  if (!existsSync(place)) return false;
  const stat = statSync(place);
  const device = stat.isBlockDevice() ? stat.rdev : stat.dev;
  // As glibc packs them.
  const major = (device >>> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >>> 12) & 0xfff00);
  return isCrypt(join(root, "sys/dev/block", `${major}:${minor}`));
}

/** Device-mapper names its encrypted volumes; a logical volume is as its parts are. */
function isCrypt(device: string): boolean {
  if (textOf(join(device, "dm/uuid")).startsWith("CRYPT-")) return true;
  const below = join(device, "slaves");
  const parts = existsSync(below) ? readdirSync(below) : [];
  return parts.length > 0 && parts.every((name) => isCrypt(join(below, name)));
}

/** Nothing where there is no such file: then the machine has no such thing either. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
