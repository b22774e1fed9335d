import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { derive, padded, unpadded, wipe } from "../../../src/safeguarding/crypto/bytes.ts";
import { openContent, sealContent } from "../../../src/safeguarding/crypto/content.ts";
import { KeyPair, sealTo } from "../../../src/safeguarding/crypto/keys.ts";

const bytes = (least: number, most: number) =>
  fc.uint8Array({ minLength: least, maxLength: most }).map((each) => Buffer.from(each));
const key = bytes(32, 32);
const BLOCK = 1_024;
const how = { random: randomBytes, block: BLOCK };
const ROW = Buffer.from("a row");
const hex = (text: string) => Buffer.from(text, "hex");

describe("a sealed content", () => {
  it("opens with both keys in its row, whatever is in it", () => {
    fc.assert(
      fc.property(key, key, bytes(0, 3_000), (dek, shred, plain) => {
        const sealed = sealContent({ dek, shred }, ROW, plain, how);
        expect(openContent({ dek, shred }, ROW, sealed).equals(plain)).toBe(true);
      }),
    );
  });

  it("fails closed with another key, in another row, and with any bit changed", () => {
    fc.assert(
      fc.property(key, key, bytes(0, 1_500), fc.nat(), fc.nat(7), (dek, shred, plain, at, bit) => {
        const sealed = sealContent({ dek, shred }, ROW, plain, how);
        const other = Buffer.from(dek);
        other[at % 32] = (other[at % 32] ?? 0) ^ (1 << bit);
        const changed = Buffer.from(sealed);
        changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ (1 << bit);
        const tries = [
          () => openContent({ dek: other, shred }, ROW, sealed),
          () => openContent({ dek, shred: randomBytes(32) }, ROW, sealed),
          () => openContent({ dek, shred }, Buffer.from("another row"), sealed),
          () => openContent({ dek, shred }, ROW, changed),
          () => openContent({ dek, shred }, ROW, sealed.subarray(0, at % sealed.length)),
        ];
        for (const one of tries) expect(one).toThrow(expect.objectContaining({ code: "safe.sealed" }));
      }),
    );
  });

  it("is as long for 10, 200 and 900 characters, and never tells more than the number of blocks", () => {
    const [dek, shred] = [randomBytes(32), randomBytes(32)];
    const size = (n: number) => sealContent({ dek, shred }, ROW, Buffer.alloc(n, 97), how).length;
    expect([size(200), size(900), size(1_023)]).toEqual([size(10), size(10), size(10)]);
    expect(size(1_024) - size(1_023)).toBe(BLOCK);
    fc.assert(fc.property(fc.nat(5_000), (n) => (size(n) - size(0)) % BLOCK === 0));
  });

  it("is never the same twice", () => {
    const [dek, shred] = [randomBytes(32), randomBytes(32)];
    const seal = () => sealContent({ dek, shred }, ROW, Buffer.from("sama"), how).toString("hex");
    expect(seal()).not.toBe(seal());
  });

  it("has the bytes that it had in the first version", () => {
    const sealed = sealContent(
      { dek: Buffer.alloc(32, 1), shred: Buffer.alloc(32, 2) },
      Buffer.from("row"),
      Buffer.from("cerita"),
      { random: (n) => Buffer.alloc(n, 3), block: 16 },
    );
    expect(sealed.toString("hex")).toBe(VECTOR);
    expect(derive(Buffer.alloc(32, 1), "content", Buffer.alloc(32, 2)).toString("hex")).toBe(DERIVED);
  });
});

describe("a wrap", () => {
  it("opens for the one to whom it was sealed, and for nobody else", () => {
    fc.assert(
      fc.property(key, key, key, (a, b, secret) => {
        fc.pre(!a.equals(b));
        const [hers, theirs] = [KeyPair.fromSeed(Buffer.from(a)), KeyPair.fromSeed(Buffer.from(b))];
        const box = sealTo(hers.publicKey, secret);
        expect(box).toHaveLength(80);
        expect(hers.open(box).equals(secret)).toBe(true);
        expect(() => theirs.open(box)).toThrow(expect.objectContaining({ code: "safe.sealed" }));
        hers.wipe();
        expect(() => hers.open(box)).toThrow(expect.objectContaining({ code: "safe.sealed" }));
        theirs.wipe();
      }),
    );
  });

  it("is a sealed box of libsodium: one that was made elsewhere opens", () => {
    const pair = KeyPair.fromSecret(hex(BOX.secret));
    expect(pair.publicKey.toString("hex")).toBe(BOX.public);
    expect(pair.open(hex(BOX.box)).toString()).toBe("kunci");
  });
});

describe("what is emptied", () => {
  it("a seed and a secret are, once they are a pair", () => {
    const seed = Buffer.alloc(32, 7);
    KeyPair.fromSeed(seed).wipe();
    expect(seed.equals(Buffer.alloc(32))).toBe(true);
    const some = Buffer.from("rahasia");
    wipe(some);
    expect(some.every((byte) => byte === 0)).toBe(true);
  });

  it("padding is taken off as it was put on", () => {
    fc.assert(
      fc.property(bytes(0, 300), fc.integer({ min: 1, max: 128 }), (plain, block) => {
        const filled = padded(plain, block);
        expect(filled.length % block).toBe(0);
        expect(unpadded(filled).equals(plain)).toBe(true);
      }),
    );
    expect(() => unpadded(Buffer.alloc(16))).toThrow(expect.objectContaining({ code: "safe.sealed" }));
  });
});

/** Reckoned apart from libsodium: with Python's hashlib and cryptography, and HChaCha20 and Salsa20 written out. */
const VECTOR =
  "0103030303030303030303030303030303030303030303030392891e92df885685d0a3efbc7bf9d1a8916e1580d1c92194ae8f4f98af7a81fb";
const DERIVED = "cd2ea3835a0693e33d9a9cf14751737e75be0100aad41ad22b6eb6c2a37c6ef1";
const BOX = {
  secret: "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
  public: "8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f",
  box: "38ab664bd86f77d7e66bdd9ae0792913a94fd8b33a1260027e4b46c1f4884c677348e5983c16a287e3c35130d8ce3e41bb65ca56ba",
};
