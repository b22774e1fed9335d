import { describe, expect, it } from "vitest";
import { LIMITS_MS } from "../../../src/limits.ts";
import { JPEG, OGG } from "../../support/files.ts";
import { grepFolders } from "../support/grep-home.ts";
import { numberIn, ReportWorld, TO_THE_STORY } from "./report-world.ts";

const SARI = "1";

/** Ibu Sari, two officers and a trustee. */
async function told(given: Parameters<typeof ReportWorld.start>[0] = {}) {
  const made = await ReportWorld.start(given);
  const [ratna, sri, trustee] = [made.officer("Ratna"), made.officer("Sri"), made.trustee()];
  made.world.add("Sari", SARI);
  return { made, ratna, sri, trustee };
}

const text = (lines: readonly string[]) => lines.join("\n");

describe("a report", () => {
  it("goes from the menu to the officers, and leaves a number that was written down", async () => {
    const { made, ratna } = await told();
    const end = await made.say(SARI, ...TO_THE_STORY, "Pak Lurah minta potongan", "dua kali", "selesai", "1", "1");
    const number = numberIn(end);
    expect(made.cases).toMatchObject([{ category: 4, severity: "S3", status: "baru" }]);
    expect(made.opened(ratna)?.story.toString()).toBe("Pak Lurah minta potongan\n\ndua kali");
    expect(text(await made.say(SARI, "0000"))).toContain("Belum sama");
    expect(text(await made.say(SARI, number.slice(-4)))).toContain("diberi tanda");
    const over = text(await made.say(SARI, "2"));
    expect(over).toContain("KABAR");
    expect(over).toContain("hapus obrolan ini");
  });

  it("may be made without a number, and by somebody whom nobody knows", async () => {
    const { made, sri } = await told();
    const end = await made.say("777", ...TO_THE_STORY, "Cerita", "selesai", "1", "2");
    expect(text(end)).toContain("tanpa nomor");
    expect(text(end)).not.toMatch(/\d{4} \d{4}/);
    expect(made.opened(sri)?.story.toString()).toBe("Cerita");
    expect(made.sqlite.prepare("SELECT count(*) FROM safe_mailbox").pluck().get()).toBe(0);
  });

  it("asks for danger first, gives numbers with their dates, and is urgent", async () => {
    const { made } = await told();
    const danger = text(await made.say(SARI, "kotak suara", "1"));
    expect(danger).toMatch(/110 \(dicek \d\d\/\d\d\/\d{4}\)/);
    expect(danger).toContain("SAPA 129");
    expect(danger).toContain("*");
    await made.say(SARI, "1", "1", "4", "2", "2", "Tolong", "selesai", "1", "2");
    expect(made.cases).toMatchObject([{ category: 2, severity: "S1" }]);
  });

  it("is urgent when it is about a child", async () => {
    const { made } = await told();
    await made.say(SARI, "kotak suara", "2", "1", "4", "3", "ya", "Anak saya", "selesai", "1", "2");
    expect(made.cases).toMatchObject([{ category: 3, severity: "S1" }]);
  });

  it("says what the law obliges to only where the setting says so", async () => {
    const law = "Kalau tentang ini, kami wajib memberi tahu polisi.";
    expect(text(await (await told({ law })).made.say(SARI, "kotak suara", "2"))).toContain(law);
    expect(text(await (await told()).made.say(SARI, "kotak suara", "2"))).not.toContain("polisi");
  });

  it("stores nothing when she does not go on", async () => {
    const { made } = await told();
    expect(text(await made.say(SARI, "kotak suara", "2", "2"))).toContain("Tidak ada yang disimpan");
    expect(made.cases).toEqual([]);
  });
});

describe("who must not read it", () => {
  it("is struck out by number or name, several at once, and has nothing of it", async () => {
    const { made, ratna, sri } = await told();
    const more = text(await made.say(SARI, "kotak suara", "2", "1", "Ibu Ratna"));
    expect(more).toContain("Sudah dicoret: Ibu Ratna");
    expect(more).not.toContain("Ibu Ratna (petugas)");
    await made.say(SARI, "3", "4", "Cerita", "selesai", "1", "2");
    expect(made.opened(ratna)).toBeUndefined();
    expect(made.opened(sri)?.story.toString()).toBe("Cerita");
  });

  it("may be all officers: then the trustee alone has it", async () => {
    const { made, ratna, sri, trustee } = await told();
    expect(text(await made.say(SARI, "kotak suara", "2", "1", "1 dan 2", "2"))).toContain(
      "hanya dikirim ke Yayasan Terang",
    );
    await made.say(SARI, "4", "Cerita", "selesai", "1", "2");
    expect(made.opened(ratna)).toBeUndefined();
    expect(made.opened(sri)).toBeUndefined();
    expect(made.opened(trustee)?.story.toString()).toBe("Cerita");
  });

  it("may be everybody: nothing is stored, and numbers outside come before the story", async () => {
    const { made } = await told();
    const end = text(await made.say(SARI, "kotak suara", "2", "1", "semua"));
    expect(end).toContain("tidak usah ditulis");
    expect(end).toContain("110");
    await made.say(SARI, "Ceritanya begini");
    expect(made.cases).toEqual([]);
  });

  it("is asked about once more when the story names somebody who would read it", async () => {
    const { made, ratna, sri } = await told();
    const asked = text(await made.say(SARI, ...TO_THE_STORY, "yang minta uang itu bu ratna", "selesai"));
    expect(asked).toContain("ada nama Ibu Ratna");
    expect(text(await made.say(SARI, "jangan"))).toContain("Untuk: Ibu Sri, Yayasan Terang");
    // She is not asked about the same one twice.
    expect(text(await made.say(SARI, "2", "ratna lagi", "selesai"))).toContain("Untuk: Ibu Sri, Yayasan Terang");
    await made.say(SARI, "1", "2");
    expect(made.opened(ratna)).toBeUndefined();
    expect(made.opened(sri)?.head.struckOut.map(({ name }) => name)).toEqual(["Ibu Ratna"]);
  });

  it("may be everybody after the story: it is thrown away", async () => {
    const made = await ReportWorld.start();
    made.officer("Ratna");
    const end = text(await made.say("5", "kotak suara", "2", "1", "2", "4", "Ratna", "selesai", "jangan"));
    expect(end).toContain("sudah saya buang");
    expect(made.cases).toEqual([]);
  });
});

describe("a story", () => {
  it("is told in photos, voice and places too, without what they say beside themselves", async () => {
    const { made, ratna } = await told();
    const photo = Buffer.concat([
      JPEG.subarray(0, 20),
      Buffer.from([0xff, 0xe1, 0, 12]),
      Buffer.from("Exif-GPS-X"),
      JPEG.subarray(20),
    ]);
    await made.say(
      SARI,
      ...TO_THE_STORY,
      made.photo(photo, { caption: "ini fotonya" }),
      made.photo(OGG, { media: "voice" }),
    );
    await made.say(SARI, { kind: "location", latitude: -7.25, longitude: 112.75 });
    const recap = text(await made.say(SARI, "selesai"));
    expect(recap).toContain("Foto: 1");
    expect(recap).toContain("Suara: 1");
    await made.say(SARI, "1", "2");
    const opened = made.opened(ratna);
    expect(opened?.files.map(({ mime }) => mime)).toEqual(["image/jpeg", "audio/ogg"]);
    expect(opened?.files[0]?.bytes.includes("Exif")).toBe(false);
    expect(opened?.story.toString()).toContain("ini fotonya");
    expect(opened?.story.toString()).toContain("-7.25, 112.75");
    expect(made.sqlite.prepare("SELECT count(*) FROM media").pluck().get()).toBe(0);
  });

  it("may have thirty photos, and the thirty-first is refused kindly", async () => {
    const { made, ratna } = await told();
    await made.say(SARI, ...TO_THE_STORY, ...Array.from({ length: 30 }, () => made.photo(JPEG)));
    expect(text(await made.say(SARI, made.photo(JPEG)))).toContain("Sudah 30 kiriman");
    await made.say(SARI, "selesai", "1", "2");
    expect(made.opened(ratna)?.files).toHaveLength(30);
  });

  it("takes no video, and says what to do instead; a file that is no photo is named as lost", async () => {
    const { made } = await told();
    const answer = text(await made.say(SARI, ...TO_THE_STORY, made.photo(JPEG, { media: "video" })));
    expect(answer).toContain("Video belum bisa");
    expect(answer).toContain("foto dari videonya");
    await made.say(SARI, made.photo(Buffer.from("%PDF-1.7"), { media: "document" }), "Cerita");
    expect(text(await made.say(SARI, "selesai"))).toContain("1 kiriman tidak bisa saya ambil");
  });

  it("of more than 20,000 characters is divided, with nothing lost", async () => {
    const { made, ratna } = await told();
    const pieces = Array.from({ length: 9 }, (_, i) => `${i} ${"kata demi kata. ".repeat(180)}`.trim());
    await made.say(SARI, ...TO_THE_STORY);
    const answers: string[] = [];
    for (const piece of pieces) answers.push(text(await made.say(SARI, piece)));
    expect(answers.filter((one) => one.includes("beberapa bagian"))).toHaveLength(1);
    await made.say(SARI, "selesai", "1", "2");
    const opened = made.opened(ratna);
    const parts = [opened?.story ?? Buffer.alloc(0), ...(opened?.files ?? []).map(({ bytes }) => bytes)];
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part.toString().length).toBeLessThanOrEqual(20_000);
    expect(Buffer.concat(parts).toString()).toBe(pieces.join("\n\n"));
    expect(opened?.files[0]?.mime).toBe("text/plain");
  });

  it("may be long and have thirty photos", async () => {
    const { made, ratna } = await told();
    await made.say(SARI, ...TO_THE_STORY, "kata ".repeat(6_000).trim());
    await made.say(SARI, ...Array.from({ length: 30 }, () => made.photo(JPEG)), "selesai", "1", "2");
    expect(made.opened(ratna)?.files.length).toBeGreaterThan(30);
  });

  it("goes on being listened to whatever else the phone sends", async () => {
    const { made } = await told();
    await made.say(SARI, ...TO_THE_STORY);
    expect(text(await made.say(SARI, { kind: "edited", text: "x" }))).toContain("Saya masih mendengarkan");
    expect(text(await made.say(SARI, { kind: "media", media: "sticker" }))).toContain("tidak saya simpan");
    await made.say(SARI, { kind: "text", text: "pesan dari dia", forwarded: true });
    expect(text(await made.say(SARI, "selesai"))).toContain("Tulisan: 1 pesan");
  });

  it("of one message of 20,000 characters arrives whole", async () => {
    const { made, ratna } = await told();
    const long = `${"a".repeat(19_990)} akhir`;
    await made.say(SARI, ...TO_THE_STORY, long, "selesai", "1", "2");
    expect(made.opened(ratna)?.story.toString()).toBe(long);
  });

  it("that is empty is asked for once more", async () => {
    const { made } = await told();
    expect(text(await made.say(SARI, ...TO_THE_STORY, "selesai"))).toContain("Belum ada cerita");
    expect(text(await made.say(SARI, "Cerita", "selesai"))).toContain("Tulisan: 1 pesan");
  });

  it("may hold words that are commands elsewhere", async () => {
    const { made, ratna } = await told();
    const words = ["tolong", "lapor", "halo pak", "kabar 1234 5678 9012 3456", "saya dipukul", "0", "lanjut"];
    await made.say(SARI, ...TO_THE_STORY, ...words, "selesai", "1", "2");
    expect(made.opened(ratna)?.story.toString()).toBe(words.join("\n\n"));
  });
});

describe("BATAL, KELUAR and HAPUS", () => {
  const steps: [string, readonly string[]][] = [
    ["at the first question", TO_THE_STORY.slice(0, 1)],
    ["before the names", TO_THE_STORY.slice(0, 3)],
    ["at the category", TO_THE_STORY.slice(0, 4)],
    ["in the story", [...TO_THE_STORY, "Cerita"]],
    ["before it is sent", [...TO_THE_STORY, "Cerita", "selesai"]],
    ["at the number", [...TO_THE_STORY, "Cerita", "selesai", "1"]],
  ];
  it.each(steps)("end it %s, with nothing kept", async (_, before) => {
    for (const [word, said] of [
      ["keluar", "sudah saya buang"],
      ["HAPUS", "sudah saya buang"],
      ["batal", "Tidak ada yang dikirim"],
    ] as const) {
      const { made } = await told();
      const answer = text(await made.say(SARI, ...before, word));
      expect(answer).toContain(said);
      expect(answer).not.toContain("Yakin");
      expect(text(await made.say(SARI, "1"))).not.toContain("Kirim");
      expect(made.cases).toEqual([]);
    }
  });

  it("leave HAPUS what it is outside", async () => {
    const { made } = await told();
    expect(text(await made.say(SARI, "hapus"))).toContain("Yakin mau dihapus?");
  });

  it.each([
    ["with a number", "1"],
    ["without one", "2"],
  ])("throw a story away that was just about to be sealed %s", async (_, wanted) => {
    const { made } = await told();
    await made.say(SARI, ...TO_THE_STORY, "Cerita", "selesai", "1");
    made.world.chats.hand("telegram", SARI, [
      { id: "x1", content: { kind: "text", text: wanted } },
      { id: "x2", content: { kind: "text", text: "hapus" } },
    ]);
    await made.world.runtime.settled();
    expect(made.cases).toEqual([]);
  });
});

describe("the phone", () => {
  it("has nothing any more after a quarter of an hour", async () => {
    const { made } = await told();
    await made.say(SARI, ...TO_THE_STORY, "Rahasia-Zaitun");
    await made.world.later(LIMITS_MS.sealedConversation + 60_000);
    const next = text(await made.say(SARI, "selesai"));
    expect(next).not.toContain("Tulisan");
    expect(next).not.toContain("Zaitun");
    expect(made.cases).toEqual([]);
  });

  it("in another hand shows the menu and nothing else", async () => {
    const { made } = await told();
    const answer = text(await made.say(SARI, ...TO_THE_STORY, "Rahasia-Zaitun", "menu"));
    expect(answer).toContain("mau dibantu apa");
    expect(answer).not.toMatch(/Suara.*belum selesai|cerita/i);
    expect(text(await made.say(SARI, "ulang"))).not.toContain("SELESAI");
    expect(made.cases).toEqual([]);
  });

  it("gives numbers outside at every question, and goes on", async () => {
    const { made } = await told();
    for (const before of [TO_THE_STORY.slice(0, 1), TO_THE_STORY.slice(1, 3), [...TO_THE_STORY.slice(3), "Cerita"]]) {
      const answer = text(await made.say(SARI, ...before, "bantuan luar"));
      expect(answer).toContain("SAPA 129");
    }
    expect(text(await made.say(SARI, "selesai"))).toContain("Tulisan: 1 pesan");
  });

  it("keeps no word of it on the disk", async () => {
    const { made } = await told();
    await made.say(
      SARI,
      "tolong saya dipukul Penanda-Awal",
      "1",
      ...TO_THE_STORY.slice(1),
      "Penanda-Zaitun-7781",
      "selesai",
      "1",
    );
    const number = numberIn(await made.say(SARI, "1"));
    await made.say(SARI, number.slice(-4), "2");
    await made.say(SARI, `kabar ${number}`);
    expect(made.cases).toHaveLength(1);
    const digits = number.replaceAll(" ", "");
    expect(grepFolders([made.world.home], ["Penanda-Zaitun-7781", "Penanda-Awal", digits, number])).toEqual([]);
  });
});
