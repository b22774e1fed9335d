import sodium from "sodium-native";
import { type MockInstance, vi } from "vitest";
import { CHEAP } from "./world.ts";

/**
 * Argon2id at a small cost from now on, whatever cost is asked for, and what was asked for: for commands that make sheets
 * of 40 codes, where the cost is not the point and would be half a minute. `real` gives it back.
 */
export function cheapArgon(): { asked: ReadonlySet<string>; real: () => void } {
  const asked = new Set<string>();
  const hash = sodium.crypto_pwhash_async.bind(sodium);
  const spy: MockInstance = vi
    .spyOn(sodium, "crypto_pwhash_async")
    .mockImplementation((out, input, salt, passes, memoryBytes, algorithm) => {
      asked.add(`${passes} passes over ${memoryBytes} bytes`);
      return hash(out, input, salt, CHEAP.passes, CHEAP.memoryBytes, algorithm);
    });
  return { asked, real: () => spy.mockRestore() };
}
