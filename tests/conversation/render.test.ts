import { describe, expect, it } from "vitest";
import { choiceId, readTap } from "../../src/conversation/render.ts";

describe("a button", () => {
  it.each(["yes", "melati.demografi", "Lembang Dua", "Desa Ngampel, Kec. Ngoro", "a:b", "Ñapa"])(
    "of the option %s says which it is",
    (option) => {
      expect(readTap(choiceId("t12ab3", `7:${option}`))).toEqual({ tag: "t12ab3", asked: 7, option });
    },
  );

  it.each(["", "t12ab3", "t12ab3.7:", "t12ab3.x:yes", "T.7:yes", "t12ab3.7:a\nb", `t12ab3.7:${"a".repeat(61)}`])(
    "that is not ours is read as none: %j",
    (id) => {
      expect(readTap(id)).toBeUndefined();
    },
  );
});
