import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ReceiptGate } from "../../../src/channels/whatsapp/receipt-gate.ts";

function gate() {
  const out: string[] = [];
  const made = new ReceiptGate<string>((frame, done) => {
    out.push(frame);
    done?.();
  });
  return { gate: made, out };
}

describe("the gate before the wire", () => {
  it("lets everything through while nothing is to be stored", () => {
    const { gate: made, out } = gate();
    let isWritten = false;
    made.write("a", () => {
      isWritten = true;
    });
    expect([out, isWritten]).toEqual([["a"], true]);
  });

  it("keeps frames until all that is held is stored, and tells their writer at once that they are written", () => {
    const { gate: made, out } = gate();
    made.hold("m1");
    made.hold("m2");
    let isWritten = false;
    made.write("tanda terima m1", () => {
      isWritten = true;
    });
    made.release(["m1"]);
    expect([out, isWritten]).toEqual([[], true]);
    made.release(["m2", "lain"]);
    expect(out).toEqual(["tanda terima m1"]);
  });

  it("gives up at the second sweep what nobody has told of", () => {
    const { gate: made, out } = gate();
    made.hold("hilang");
    made.write("a");
    made.sweep();
    made.hold("baru");
    expect(out).toEqual([]);
    made.sweep();
    expect(out).toEqual([]);
    made.sweep();
    expect(out).toEqual(["a"]);
  });

  it("never passes a receipt of what is not stored, nor changes the order of frames", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("arrive" as const), id: fc.nat(9) }),
      fc.record({ kind: fc.constant("store" as const), id: fc.nat(9) }),
      fc.record({ kind: fc.constant("other" as const), id: fc.nat(999) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { gate: made, out } = gate();
        const written: string[] = [];
        // By id, the receipt of its newest delivery: the same message may come again once it is stored.
        const unstored = new Map<number, string>();
        const write = (frame: string) => {
          written.push(frame);
          made.write(frame);
        };
        for (const { kind, id } of steps) {
          if (kind === "arrive" && !unstored.has(id)) {
            unstored.set(id, `receipt m${id}, frame ${written.length}`);
            made.hold(`m${id}`);
            write(unstored.get(id) ?? "");
          }
          if (kind === "store") {
            unstored.delete(id);
            made.release([`m${id}`]);
          }
          if (kind === "other") write(`ping ${id}`);
          expect(out).toEqual(written.slice(0, out.length));
          for (const receipt of unstored.values()) expect(out).not.toContain(receipt);
          if (unstored.size === 0) expect(out).toEqual(written);
        }
      }),
    );
  });
});
