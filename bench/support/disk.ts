import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { dropFolder, newFolder } from "./folders.ts";
import { quantile } from "./numbers.ts";

/** How long the disk takes to flush what a small commit writes: an append of 8 KB, as WAL does, and `fdatasync`. */
export function diskFlushMs(times = 400): { p50: number; p99: number } {
  const folder = newFolder("disk");
  const file = openSync(join(folder, "flush"), "w");
  const page = Buffer.alloc(8_192, 7);
  const took: number[] = [];
  for (let n = 0; n < times; n += 1) {
    writeSync(file, page);
    const start = performance.now();
    fdatasyncSync(file);
    took.push(performance.now() - start);
  }
  closeSync(file);
  dropFolder(folder);
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}
