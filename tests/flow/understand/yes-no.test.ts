import { describe, it } from "vitest";
import { readYesNo } from "../../../src/flow/understand/index.ts";
import { check } from "./table.ts";

const each = (words: string, want: string): string =>
  words
    .split(/\s*\|\s*/u)
    .map((word) => `${word.trim()} -> ${want}`)
    .join("\n");

describe("yes and no", () => {
  it("is read in the languages of the villages", () => {
    const yes = `ya|iya|y|yoi|betul|benar|sudah|boleh|ok|oke|setuju|siap|Ya.|YA!!!|iya bu|iyaaa|yaaa|okeee|ya ya|ya sudah|1|1️⃣
      |no 1|nomor 1|satu|inggih|nggih|iyo|sampun|muhun|enya|sumuhun|io|olo|ido|👍|👍🏽|👌|✅|✔️|ya 🙏|iya, betul`;
    const no = `tidak|tdk|gak|ga|nggak|enggak|belum|bukan|jangan|tidaaak|Tidak.|tidak bu|2|2️⃣|no 2|mboten|ora|henteu|teu|tra|tara
      |seng|daong|ndang|no|👎|👎🏾|❌|tidak setuju|belum siap|tidak mau|nggak bisa|belum sudah|tidak tidak`;
    check(readYesNo, each(yes, "= yes"));
    check(readYesNo, each(no, "= no"));
  });

  it("is asked when it is both, or more was said", () => {
    check(
      readYesNo,
      `ya tidak -> ? yes no
      tidak, setuju -> ? yes no
      tidak ya -> ? yes no
      sudah belum -> ? yes no
      belum tentu -> ? yes no
      tidak tahu -> ? yes no
      bukan tidak setuju -> ? yes no
      1 2 -> ? yes no
      👍👎 -> ? yes no
      tidak ada masalah -> ? no yes
      ya tapi nanti -> ? yes
      ya? -> ? yes`,
    );
  });

  it("is nothing else", () => {
    check(readYesNo, "hmm -> none\n😀 -> none\nmungkin -> none\n3 -> ! choice.range\n20rb -> none\nyanti -> none");
  });
});
