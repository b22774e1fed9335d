import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptable, sniff } from "../../../src/conversation/media/sniff.ts";
import { SAMPLES } from "./samples.ts";

describe("what a file is", () => {
  it.each([
    ["jpeg", "image/jpeg"],
    ["png", "image/png"],
    ["webp", "image/webp"],
    ["ogg", "audio/ogg"],
    ["mp3", "audio/mpeg"],
    ["mp3Frame", "audio/mpeg"],
    ["m4a", "audio/mp4"],
    ["recorder", "audio/mp4"],
    ["pdf", "application/pdf"],
  ] as const)("%s is %s", (name, mime) => {
    expect(sniff(SAMPLES[name])?.mime).toBe(mime);
  });

  it.each(["exe", "elf", "apk", "script", "html", "svg", "aac", "film", "text", "one"] as const)(
    "%s is nothing",
    (name) => {
      expect(sniff(SAMPLES[name])).toBeUndefined();
      expect(acceptable("document", SAMPLES[name])).toBeUndefined();
    },
  );

  it.each([
    ["photo", "jpeg", true],
    ["photo", "ogg", false],
    ["photo", "pdf", false],
    ["voice", "ogg", true],
    ["voice", "jpeg", false],
    ["audio", "m4a", true],
    ["document", "pdf", true],
    ["document", "png", true],
    ["document", "exe", false],
    ["video", "film", false],
    ["video", "jpeg", false],
    ["sticker", "webp", true],
  ] as const)("a %s that holds %s: %s", (kind, name, isAccepted) => {
    expect(acceptable(kind, SAMPLES[name]) !== undefined).toBe(isAccepted);
  });

  it("reads any bytes without harm", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => sniff(bytes) === undefined || bytes.length > 2));
  });
});
