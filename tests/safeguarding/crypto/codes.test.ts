import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeyPair } from "../../../src/safeguarding/crypto/keys.ts";
import { mailboxOf, openReply, sealReply } from "../../../src/safeguarding/crypto/mailbox.ts";
import { keyOfWords, wordsOfKey } from "../../../src/safeguarding/crypto/paper.ts";
import {
  CROCKFORD,
  inFours,
  newAlias,
  newCode,
  newReceipt,
  readAlias,
  readCode,
  readReceipt,
} from "../../../src/safeguarding/crypto/random.ts";
import { Stretcher } from "../../../src/safeguarding/crypto/stretch.ts";
import { PLANTS, THINGS } from "../../../src/safeguarding/crypto/words.ts";
import { LIMITS } from "../../../src/safeguarding/limits.ts";

const CHEAP = { passes: 1, memoryBytes: 64 * 1024 };
const PEPPER = Buffer.alloc(32, 4);

describe("codes and numbers", () => {
  it("are read as they are printed, however they are typed", () => {
    for (let n = 0; n < 200; n += 1) {
      const code = newCode(randomBytes);
      expect(readCode(` ${inFours(code, "-").toLowerCase()} `)).toBe(code);
      const receipt = newReceipt(randomBytes);
      expect(receipt).toMatch(/^\d{16}$/);
      expect(readReceipt(inFours(receipt, " "))).toBe(receipt);
    }
    expect(readCode("oil0-OIL0-oiL0")).toBe("011001100110");
    for (const none of ["", "ABC", "7K3MQ09ZT2XAA", "7K3MQ09ZT2XU", "7K3MQ09ZT2X!"])
      expect(readCode(none)).toBeUndefined();
    for (const none of ["", "123", "12345678901234567", "1234 5678 9012 345a"])
      expect(readReceipt(none)).toBeUndefined();
  });

  it("take each letter and digit as often as any other", () => {
    const letters = Array.from({ length: 256 }, (_, byte) => newCode((n) => Buffer.alloc(n, byte))[0] ?? "");
    for (const letter of CROCKFORD) expect(letters.filter((each) => each === letter)).toHaveLength(8);
    const every = (n: number) => Buffer.from(Array.from({ length: n }, (_, at) => (at * 17) % 256));
    const chances: Buffer[] = [Buffer.from([250, 251, 252, 253, 254, 255, ...Array.from({ length: 10 }, (_, d) => d)])];
    expect(newReceipt((n) => chances.shift() ?? every(n)).slice(0, 10)).toBe("0123456789");
  });
});

describe("an alias", () => {
  it("is two of 256 and 256 short words that say nothing and are all different", () => {
    expect([PLANTS.length, THINGS.length]).toEqual([256, 256]);
    expect(new Set([...PLANTS, ...THINGS]).size).toBe(512);
    for (const word of [...PLANTS, ...THINGS]) expect(word).toMatch(/^[a-z]{3,11}$/);
    expect(readAlias(" Melati  PAYUNG ")).toBe("melati-payung");
  });

  it("is never one that is or was a case's, and ends when there is none left", () => {
    const taken = new Set<string>();
    for (let n = 0; n < 100; n += 1) {
      const alias = newAlias(randomBytes, (word) => taken.has(word));
      expect(taken.has(alias)).toBe(false);
      taken.add(alias);
    }
    expect(() => newAlias(randomBytes, () => true)).toThrow(expect.objectContaining({ code: "safe.alias" }));
  });
});

describe("a trustee's key on paper", () => {
  const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
  it("is read from its words", () => {
    fc.assert(
      fc.property(seed, (bytes) => {
        const pair = KeyPair.fromSeed(Buffer.from(bytes));
        const words = wordsOfKey(pair);
        expect(words).toHaveLength(34);
        const again = keyOfWords(`1. ${words.join(", ").toUpperCase()}\n`);
        expect(again.publicKey.equals(pair.publicKey)).toBe(true);
      }),
    );
  });

  it("misses no word that is wrong, left out or in another place", () => {
    fc.assert(
      fc.property(seed, fc.nat(33), fc.nat(32), (bytes, at, from) => {
        const words = wordsOfKey(KeyPair.fromSeed(Buffer.from(bytes)));
        const swapped = words.with(from, words[from + 1] ?? "").with(from + 1, words[from] ?? "");
        for (const wrong of [words.toSpliced(at, 1), words.with(at, "bukankata"), swapped])
          expect(() => keyOfWords(wrong.join(" "))).toThrow(expect.objectContaining({ code: "safe.words" }));
      }),
    );
  });
});

describe("a mailbox", () => {
  it("is the same for the same number, and has the bytes that it had in the first version", async () => {
    const { tag, keys } = await mailboxOf(new Stretcher(PEPPER), PEPPER, "1234 5678-9012 3456");
    // Reckoned with Python: hashlib, cryptography (Argon2id, X25519).
    expect(tag.toString("hex")).toBe("4850cd2f48aebbf55990888f979fa2cd");
    expect(keys.publicKey.toString("hex")).toBe("10c4cdd19566d584d9d11b993ea4b52d82e37a9c6e5b250270006c4aee481c72");
    const box = sealReply(keys.publicKey, Buffer.from("Kami sudah baca."));
    expect(openReply(keys, box).toString()).toBe("Kami sudah baca.");
    expect(sealReply(keys.publicKey, Buffer.alloc(900)).length).toBe(box.length);
  });

  it("is another one for another number, another pepper, or what is no number", async () => {
    const other = Buffer.alloc(32, 5);
    const boxes = await Promise.all([
      mailboxOf(new Stretcher(PEPPER), PEPPER, "1234567890123456"),
      mailboxOf(new Stretcher(PEPPER), PEPPER, "1234567890123457"),
      mailboxOf(new Stretcher(other), other, "1234567890123456"),
      mailboxOf(new Stretcher(PEPPER), PEPPER, "halo"),
    ]);
    expect(new Set(boxes.map(({ tag }) => tag.toString("hex"))).size).toBe(4);
    expect(new Set(boxes.map(({ keys }) => keys.publicKey.toString("hex"))).size).toBe(4);
  });

  it("waits its turn, and refuses when too many wait", async () => {
    const stretcher = new Stretcher(PEPPER, CHEAP);
    const salt = Buffer.alloc(16);
    const under = LIMITS.stretching + LIMITS.stretchingWaits;
    const all = Array.from({ length: under + 1 }, (_, n) =>
      stretcher.stretch("code", Buffer.from(String(n)), salt).then(
        () => "done",
        (error: { code: string }) => error.code,
      ),
    );
    await expect(all[under]).resolves.toBe("safe.busy");
    expect((await Promise.all(all)).filter((what) => what === "done")).toHaveLength(under);
    await expect(stretcher.stretch("code", Buffer.from("later"), salt)).resolves.toBeDefined();
  });
});
