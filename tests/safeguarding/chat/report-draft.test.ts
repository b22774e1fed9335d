import { describe, expect, it } from "vitest";
import { Draft, Drafts } from "../../../src/safeguarding/chat/report/draft.ts";
import { Fetching } from "../../../src/safeguarding/chat/report/fetching.ts";
import { REPORT_LIMITS } from "../../../src/safeguarding/limits.ts";

const file = (text: string) => ({ mime: "image/jpeg", bytes: Buffer.from(text) });

/** A file that comes when the test says so. */
function coming() {
  let arrive: (given: ReturnType<typeof file> | undefined) => void = () => {};
  const fetched = new Promise<ReturnType<typeof file> | undefined>((resolve) => {
    arrive = resolve;
  });
  return { fetched, arrive };
}

describe("a draft", () => {
  it("that was dropped empties what it had, and what arrives afterwards", async () => {
    const draft = new Draft();
    const [early, late] = [file("early"), file("late")];
    const { fetched, arrive } = coming();
    draft.addFile("photo", Promise.resolve(early));
    draft.addFile("photo", fetched);
    draft.receipt = Buffer.from("1234567890123456");
    const { receipt } = draft;
    await Promise.resolve();
    draft.drop();
    arrive(late);
    await fetched;
    await Promise.resolve();
    for (const bytes of [early.bytes, late.bytes, receipt]) expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(draft.isEmpty).toBe(true);
  });

  it("counts what could not be had once, and waits for what is on its way", async () => {
    const draft = new Draft();
    const { fetched, arrive } = coming();
    draft.addFile("voice", fetched);
    draft.addFile("photo", Promise.reject(new Error("gone")));
    draft.addFile("photo", Promise.resolve(undefined));
    expect(draft.isOnItsWay).toBe(true);
    const all = draft.allHere();
    arrive(file("voice"));
    expect(await all).toBe(2);
    expect(draft.forgetLost()).toBe(0);
    expect([draft.countOf("photo"), draft.countOf("voice")]).toEqual([0, 1]);
  });

  it("has no room for more bytes than a small machine can hold", async () => {
    const draft = new Draft();
    const large = () => ({ mime: "image/jpeg", bytes: Buffer.alloc(REPORT_LIMITS.allFileBytes / 2, 1) });
    for (let n = 0; n < 3; n += 1) draft.addFile("photo", Promise.resolve(large()));
    expect(await draft.allHere()).toBe(1);
  });

  it("takes no more words than it can seal, and says so instead of losing them", () => {
    const draft = new Draft();
    expect(draft.addText("a".repeat(60_000))).toBe("long");
    expect(draft.addText("b".repeat(30_000))).toBe("full");
    expect(draft.addText("c".repeat(10_000))).toBe("text");
    expect(draft.texts).toHaveLength(2);
  });

  it("of one conversation is not another's, and a new one begins empty", () => {
    const drafts = new Drafts();
    drafts.begin("a").addText("one");
    drafts.of("b").addText("two");
    expect(drafts.of("a").texts).toEqual(["one"]);
    expect(drafts.begin("a").isEmpty).toBe(true);
    drafts.drop("b");
    expect(drafts.of("b").isEmpty).toBe(true);
  });
});

describe("fetching", () => {
  it("is done a few at a time, in the order in which it was asked for, also when one fails", async () => {
    const fetching = new Fetching(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const all = [0, 1, 2, 3].map((n) =>
      fetching.run(async () => {
        begun.push(n);
        await new Promise<void>((resolve) => ends.push(resolve));
        if (n === 0) throw new Error("away");
      }),
    );
    all[0]?.catch(() => {});
    expect(begun).toEqual([0, 1]);
    ends[0]?.();
    await expect(all[0]).rejects.toThrow("away");
    expect(begun).toEqual([0, 1, 2]);
    for (const n of [1, 2, 3]) {
      ends[n]?.();
      await all[n];
    }
    expect(begun).toEqual([0, 1, 2, 3]);
  });
});
