import { describe, expect, it } from "vitest";
import { Acks } from "../../../src/channels/whatsapp/acks.ts";
import { messageIdOf } from "../../../src/channels/whatsapp/message-id.ts";

const NO_ANSWER = { code: "whatsapp.no-answer", retryable: true };
const never = () => new AbortController().signal;

describe("WhatsApp's word on a message", () => {
  it("is that of its own id", async () => {
    const acks = new Acks();
    const [one, two] = [acks.of("A", never()), acks.of("B", never())];
    acks.told("B", "463");
    acks.told("A", undefined);
    acks.told("A", "479");
    acks.told("C", undefined);
    acks.told(undefined, undefined);
    expect(await one).toEqual({ ok: true });
    expect(await two).toEqual({ ok: false, code: "463" });
  });

  it("is not known when the time is up, or the connection has ended", async () => {
    const acks = new Acks();
    const time = new AbortController();
    const late = acks.of("A", time.signal);
    time.abort();
    await expect(late).rejects.toMatchObject(NO_ANSWER);
    await expect(acks.of("A", time.signal)).rejects.toMatchObject(NO_ANSWER);
    const cut = [acks.of("B", never()), acks.of("C", never())];
    acks.lost();
    for (const one of cut) await expect(one).rejects.toMatchObject(NO_ANSWER);
  });

  it("belongs to the last who asks", async () => {
    const acks = new Acks();
    const first = acks.of("A", never());
    const second = acks.of("A", never());
    acks.told("A", undefined);
    await expect(first).rejects.toMatchObject(NO_ANSWER);
    expect(await second).toEqual({ ok: true });
  });
});

describe("the id of a message", () => {
  it("follows from the key, the same each time, in the form of WhatsApp's own", () => {
    expect(messageIdOf("whatsapp:m1:0")).toBe(messageIdOf("whatsapp:m1:0"));
    const ids = [messageIdOf("a"), messageIdOf("b"), messageIdOf("a", 1), messageIdOf("a", 2)];
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^3EB0[0-9A-F]{18}$/);
  });
});
