import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "../../../src/cooperative/commands/index.ts";
import { check, english, lexicon, MEETING, NORMAL, rowsOf } from "./kit.ts";

/** What treasurers and members write, in the style of the place, and the same command as Rukun would write it. */
const MEANT = `
  setor wajib Maria 20rb -> = setor Maria wajib Rp20.000
  setor wajib 20rb Maria -> = setor Maria wajib Rp20.000
  setor wajib 003 20'000 -> = setor 003 wajib Rp20.000
  SETOR WAJIB MARIA 20RB -> = setor MARIA wajib Rp20.000
  stor wjb 004 20rb -> = setor 004 wajib Rp20.000
  setoran wajib 004 20 ribu -> = setor 004 wajib Rp20.000
  nyetor wajib 4 20rb -> = setor 004 wajib Rp20.000
  setor wajib 20rb 4 -> = setor 004 wajib Rp20.000
  setor wajib 20rb 123 -> = setor no 123 wajib Rp20.000
  setor wajib Maria 20 ribu 500 -> = setor Maria wajib Rp20.500
  setor wajib no 12 20rb -> = setor 012 wajib Rp20.000
  setor wajib no.12 20rb -> = setor 012 wajib Rp20.000
  setor wajib anggota 12 20rb -> = setor 012 wajib Rp20.000
  setor wajib 012 20000 -> = setor 012 wajib Rp20.000
  setor wajib 012 Rp20.000,- -> = setor 012 wajib Rp20.000
  setor wajib 012 rp. 20.000 -> = setor 012 wajib Rp20.000
  setor wajib 012 20.000 rupiah -> = setor 012 wajib Rp20.000
  setor wajib 012 sebesar 20rb -> = setor 012 wajib Rp20.000
  Setor Wajib: 001 = 20.000 -> = setor 001 wajib Rp20.000
  setor wajib Maria, 20rb -> = setor Maria wajib Rp20.000
  setor wajib Maria - 20rb -> = setor Maria wajib Rp20.000
  setor wajib20rb Maria -> = setor Maria wajib Rp20.000
  setor wajib Maria 20rb ya -> = setor Maria wajib Rp20.000
  setor wajib Maria 20rb ya bu, makasih 🙏 -> = setor Maria wajib Rp20.000
  tolong catat setor wajib Maria 20rb -> = setor Maria wajib Rp20.000
  setor wajib ibu Maria 20rb -> = setor Maria wajib Rp20.000
  setor wajib dari Maria 20rb -> = setor Maria wajib Rp20.000
  setor wajib a.n. Maria 20rb -> = setor Maria wajib Rp20.000
  setor wajib Op. Maria br Sihombing 20rb -> = setor Op. Maria br Sihombing wajib Rp20.000
  setor wajib Nai Tumpal Rp 20.000 -> = setor Nai Tumpal wajib Rp20.000
  nabung sukarela Mak Ucok 50 ribu -> = setor Mak Ucok sukarela Rp50.000
  setor sukarela mak ucok lima puluh ribu -> = setor mak ucok sukarela Rp50.000
  setor suka rela 003 dua puluh lima ribu rupiah -> = setor 003 sukarela Rp25.000
  setor simpanan pokok 015 100rb -> = setor 015 pokok Rp100.000
  setor hari raya Ruth br Ginting 50rb -> = setor Ruth br Ginting hari raya Rp50.000
  setor pendidikan 007 25rb -> = setor 007 pendidikan Rp25.000
  setor duka 005 5rb -> = setor 005 duka Rp5.000
  setor berjangka 005 1,5jt -> = setor 005 berjangka Rp1.500.000
  setor Maria 20rb -> = setor Maria Rp20.000
  setor 001 wajib 20rb, sukarela 50rb -> = setor 001 wajib Rp20.000 sukarela Rp50.000
  setor 001 20rb wajib, 50rb sukarela -> = setor 001 wajib Rp20.000 sukarela Rp50.000
  setor 001 20rb, wajib 30rb -> = setor 001 sukarela Rp20.000 wajib Rp30.000
  setor maria 20rb; wajib 30rb, duka 5rb -> = setor maria sukarela Rp20.000 wajib Rp30.000 duka Rp5.000
  setor wajib 001 20rb dan sukarela 50rb, duka 5rb -> = setor 001 wajib Rp20.000 sukarela Rp50.000 duka Rp5.000
  kemarin setor wajib 001 20rb -> = setor 001 wajib Rp20.000 tgl 20/11/2026
  setor wajib 001 20rb kmrn -> = setor 001 wajib Rp20.000 tgl 20/11/2026
  tgl 12/11 setor wajib 001 20rb -> = setor 001 wajib Rp20.000 tgl 12/11/2026
  setor wajib 001 20rb tanggal 12 november -> = setor 001 wajib Rp20.000 tgl 12/11/2026
  setor wajib tgl12/11 Maria 20rb -> = setor Maria wajib Rp20.000 tgl 12/11/2026
  *setor wajib* Maria _20rb_ -> = setor Maria wajib Rp20.000
  - setor wajib 001 20rb -> = setor 001 wajib Rp20.000
  1) setor wajib 001 20rb -> = setor 001 wajib Rp20.000
  1.setor wajib 001 20rb -> = setor 001 wajib Rp20.000
  a) setor wajib 001 20rb -> = setor 001 wajib Rp20.000
  setor wajib Nur‘aini 20rb -> = setor Nur‘aini wajib Rp20.000
  setor wajib puji 20 ribu perak -> = setor puji wajib Rp20.000
  TARIK sukarela 002 500rb -> = tarik 002 sukarela Rp500.000
  ambil sukarela mak ucok 100rb -> = tarik mak ucok sukarela Rp100.000
  angsur P0001 575rb -> = angsur P0001 Rp575.000
  angsuran p1 575.000 -> = angsur P0001 Rp575.000
  bayar angsuran 002 2 juta 500 ribu kmrn -> = angsur 002 Rp2.500.000 tgl 20/11/2026
  cicil mak ucok 1 juta 250.000 -> = angsur mak ucok Rp1.250.000
  cair 001 5jt menurun 10 bulan 1,5% -> = cair 001 Rp5.000.000 menurun 10 bulan 1,5%
  cairkan 5jt Maria flat 12 bln 2 persen per bulan -> = cair Maria Rp5.000.000 flat 12 bulan 2%
  cair 003 600rb menurun 12 minggu 0,5%/minggu -> = cair 003 Rp600.000 menurun 12 minggu 0,5%
  cair 003 2.500.000 anuitas 1 tahun -> = cair 003 Rp2.500.000 anuitas 12 bulan
  cair P0004 -> = cair P0004
  lunas p0001 -> = lunas P0001
  pelunasan Maria 3.045.000 -> = lunas Maria Rp3.045.000
  keluar operasional 50rb beli buku kas -> = keluar operasional Rp50.000 beli buku kas
  uang keluar rapat 150rb snack 30 orang tgl 20/11 -> = keluar rapat Rp150.000 tgl 20/11/2026 snack 30 orang
  masuk bunga bank 12.500 -> = masuk bunga Rp12.500 bunga bank
  setor pusat 500rb -> = setor pusat Rp500.000
  terima 500rb dari Melati 2 -> = terima Rp500.000 dari Melati 2
  terima #12 -> = terima #12
`;

/** What a group of savers writes to each other all day. Nothing of it may be booked. */
const CHAT = `
  Maria sudah setor wajib 20rb ya? -> none
  Bu, Maria setor wajib 20rb -> none
  Kemarin Maria setor wajib 20rb -> none
  wajib Maria 20rb -> none
  kalau setor wajib 20rb bisa? -> none
  tadi setor wajib 001 20rb -> none
  belum setor wajib 001 20rb -> none
  mau setor wajib 001 20rb bu -> none
  "setor wajib 001 20rb" -> none
  > setor wajib 001 20rb -> none
  [12/11 09.30] Bu Sari: setor wajib 001 20rb -> none
  Bu Sari: setor wajib 001 20rb -> none
  ~setor wajib 001 20rb~ -> none
  Setor wajib Maria 20rb ya? -> unsure question
  setor wajib 001 20rb belum -> unsure not-said belum
  setor wajib 001 20rb sudah -> unsure words sudah
  setor wajib 001 jangan 20rb -> unsure not-said jangan
  setor wajib kita 20rb per bulan -> unsure words kita per bulan
  Setor wajib bulan ini 20rb ya ibu-ibu -> unsure words bulan ini ibu-ibu
  Setor wajib paling lambat tgl 5 -> unsure words paling lambat
  setor wajib ke Maria 20rb -> unsure words ke Maria
  setor wajib Maria dan Ruth 20rb -> unsure names Ruth
  setor wajib 001 002 20rb -> unsure names 002
  setor 001 20rb wajib 30rb -> unsure amounts 20rb wajib 30rb
  setor 001 20rb, sukarela 30rb -> unsure kinds 20rb sukarela 30rb
  tarik 001 20rb, wajib 30rb -> unsure amounts 20rb wajib 30rb
  setor wajib 001 20rb 30rb -> unsure amounts wajib 20rb 30rb
  setor wajib 001 20rb wajib 20rb -> unsure kinds wajib 20rb wajib 20rb
  setor wajib 12 20 -> unsure figures 12 20
  setor wajib 20 ribu 500 -> unsure figures 20 ribu 500
  setor wajib 001 2 x 20rb -> unsure figures 2
  setor wajib 2 x 20rb -> unsure words x
  setor wajib Maria 2x20rb -> ask amount money.form
  setor wajib 081234567890 20rb -> unsure amounts wajib 081234567890 20rb
  setor wajib Maria 20rb titip Ruth -> unsure names titip Ruth
  setor wajib? Maria 20rb -> unsure question
  setpr wajib Maria 20rb -> unsure typo setor setpr
  setor sukarla Maria 20rb -> unsure typo sukarela sukarla
  setor wajib besok 001 20rb -> ask date date.above
  setor wajib 001 20rb tgl 31/2 -> ask date date.impossible
  Tarik napas dulu ya bu -> unsure words napas dulu
  tarik sukarela 002 500rb kapan bisa -> unsure not-said kapan bisa
  Cair juga akhirnya pinjaman kita 5jt -> unsure words juga akhirnya kita
  cair 003 5jt menurun 10 bulan 18% setahun -> unsure words 18% setahun
  Keluar dulu ya -> unsure words dulu
  keluar rumah jam 5 -> unsure words rumah jam
  keluar operasional 50rb belum jadi -> unsure not-said belum
  Masuk angin saya -> unsure words angin saya
  Rapat dimulai jam 2 di rumah Bu Sari -> unsure figures 2
  rapat besok ya ibu-ibu -> unsure words ibu-ibu
  batal ya bu -> unsure words ya bu
  Batal rapatnya hari ini -> unsure words rapatnya hari ini
  tutup dulu ya warungnya -> unsure words dulu warungnya
  lunas semua utang kita 🙏 -> unsure words semua utang kita
  angsuran bulan ini 575rb ya -> unsure words bulan ini
  Terima kasih bu 🙏 -> none
  Terima uang 500rb dari bu Ani kemarin -> unsure words uang bu Ani
  Setuju bu -> none
  ya -> none
  ya 20rb -> none
  Iya bu, besok ya -> none
  tidak jadi -> none
  tutup -> none
  lapor -> none
  20rb -> none
  001 w20 s50 -> none
  selamat pagi ibu-ibu, jangan lupa setor wajib 20rb -> none
`;

describe("an amount that is written out in brackets", () => {
  it("is one amount, and is asked where the two do not agree", () => {
    check(`
  setor wajib 003 Rp 20.000 (dua puluh ribu) -> = setor 003 wajib Rp20.000
  setor wajib 003 Rp20.000,- (Dua Puluh Ribu Rupiah) tgl 20/11 -> = setor 003 wajib Rp20.000 tgl 20/11/2026
  setor wajib tiur dua puluh ribu (20.000) -> = setor tiur wajib Rp20.000
  setor wajib tiur 20rb ( 20.000 ) -> = setor tiur wajib Rp20.000
  setor wajib tiur 20 (dua puluh ribu) -> = setor tiur wajib Rp20.000
  setor 003 wajib 20rb (dua puluh ribu), sukarela 50rb (lima puluh ribu) -> = setor 003 wajib Rp20.000 sukarela Rp50.000
  biaya listrik 75rb (tujuh puluh lima ribu) bulan ini -> = keluar operasional Rp75.000 listrik bulan ini
  setor wajib 003 Rp 20.000 (dua puluh lima ribu) -> ask amount 20000 25000
  setor wajib 3 (20rb) -> = setor 003 wajib Rp20.000
  setor wajib 003 1,50 (dua puluh ribu) -> ask amount money.fraction
  setor wajib 003 20.000 (dua puluh -> unsure amounts wajib 20.000 dua puluh
  setor wajib 20rb (12) -> = setor 012 wajib Rp20.000
  setor wajib 20rb (003) -> = setor 003 wajib Rp20.000
  setor wajib 003 20rb 50rb -> unsure amounts wajib 20rb 50rb
  setor wajib 003 20rb (belum) -> unsure not-said belum
`);
  });
});

describe("an amount that is about right", () => {
  it("is asked as one amount, and no part of it is taken for a name", () => {
    check(`
  setor wajib 003 dua puluhan ribu -> ask amount 20000
  setor wajib Maria dua puluhan ribu -> ask amount 20000
  setor wajib 003 dua puluh ribuan -> ask amount 20000
  setor wajib 003 20ribuan -> ask amount 20000
  setor wajib 003 2 ratusan ribu -> ask amount 200000
`);
  });
});

describe("a figure that begins with its dot", () => {
  it("is not ten times as much", () => {
    check(`
  setor sukarela 003 .5jt -> ask amount money.dots
  setor sukarela 003 Rp .5jt -> ask amount money.dots
  tutup .5jt -> ask amount money.dots
  simulasi .5jt 10 bulan -> ask amount money.dots
  setor sukarela 003 ,5jt -> ask amount money.dots
  simulasi ,5jt 10 bulan -> ask amount money.dots
  setor sukarela 003,5jt -> ask amount money.dots
  setor sukarela 003, 5jt -> = setor 003 sukarela Rp5.000.000
  setor sukarela 003 ,20rb -> = setor 003 sukarela Rp20.000
  simulasi 5jt 10 bulan .5% -> unsure words .5%
  setor sukarela 003 Rp.5jt -> = setor 003 sukarela Rp5.000.000
  setor sukarela 003 ...50rb -> = setor 003 sukarela Rp50.000
`);
    check("001 s .5jt -> ask line money.dots", MEETING);
  });
});

describe("an amount below zero", () => {
  it("is refused, however its currency is written; a dash that stands apart only parts the words", () => {
    check(`
  setor wajib Maria -20rb -> ask amount money.negative
  setor wajib Maria -Rp20.000 -> ask amount money.negative
  setor wajib Maria −Rp20rb -> ask amount money.negative
  setor wajib Maria minus Rp 20.000 -> ask amount money.negative
  setor wajib Maria - Rp20.000 -> = setor Maria wajib Rp20.000
`);
  });
});

describe("a day without its year", () => {
  it("is asked where it lies more than two months back, and only of what is written down", () => {
    check(`
  setor wajib 003 20rb tgl 20/9 -> = setor 003 wajib Rp20.000 tgl 20/09/2026
  setor wajib 003 20rb tgl 19/9 -> ask date 2026-09-19
  setor wajib 003 20rb tgl 25/12 -> ask date 2025-12-25
  tgl 25 desember setor wajib 003 20rb -> ask date 2025-12-25
  setor wajib 003 20rb tgl 12/2 -> ask date 2026-02-12
  setor wajib 003 20rb tgl 12/2/26 -> = setor 003 wajib Rp20.000 tgl 12/02/2026
  setor wajib 003 20rb tgl 25 desember 2025 -> = setor 003 wajib Rp20.000 tgl 25/12/2025
  rapat tgl 12/2 -> ask date 2026-02-12
  lapor setor 20rb tgl 12/2 -> ask date 2026-02-12
  tanggung renteng 003 50rb dari 001, 002 tgl 12/2 -> ask date 2026-02-12
  tanggung renteng 003 50rb dari 001, 002 tgl 30/11 -> ask date 2025-11-30
  bagi SHU 2025 tgl 20/2 -> ask date 2026-02-20
  laporan kas 12/2 -> = laporan buku kas tgl 12/02/2026
  laporan buku kas 1/3 sampai 31/3 -> = laporan buku kas tgl 01/03/2026 sampai tgl 31/03/2026
`);
    const january = { ...NORMAL, today: "2026-01-10" };
    check("setor wajib 003 20rb tgl 25/12 -> = setor 003 wajib Rp20.000 tgl 25/12/2025", january);
  });
});

describe("a day of the week that is past", () => {
  it("is a day and nobody's name, so that nothing is dated today by a wrong person", () => {
    check(`
  setor wajib 001 20rb senin kemarin -> = setor 001 wajib Rp20.000 tgl 16/11/2026
  setor wajib Maria 20rb senin lalu -> ask date 2026-11-16 2026-11-09
  setor wajib 001 20rb sabtu lalu -> = setor 001 wajib Rp20.000 tgl 14/11/2026
  setor wajib Senin 20rb -> = setor Senin wajib Rp20.000
  setor wajib 001 20rb minggu lalu -> unsure words minggu
`);
    expect(parse("deposit mandatory 001 20k last saturday", english, NORMAL)).toMatchObject({
      command: { action: "deposit", date: "2026-11-14" },
    });
  });
});

describe("a word of every day that begins an expense", () => {
  it("is one with an amount and what it was for, and else is left to others", () => {
    check(`
  biaya operasional 75rb beli buku tgl 19/11 -> = keluar operasional Rp75.000 tgl 19/11/2026 beli buku
  catat biaya 50rb snack rapat -> = keluar rapat Rp50.000 snack rapat
  biaya pendaftaran berapa? -> none
  biaya listrik berapa bulan ini -> none
  biaya 50rb ya -> none
  biaya pinjaman 1,5% -> none
  biaya listrik 75rb belum dibayar -> unsure not-said belum
`);
  });
});

describe("what is written to the books", () => {
  it("is understood in the words and slips of the place", () => {
    expect(rowsOf(MEANT).length).toBeGreaterThanOrEqual(60);
    check(MEANT);
  });

  it("is never found in what people say to each other", () => {
    expect(rowsOf(CHAT).length).toBeGreaterThanOrEqual(40);
    check(CHAT);
    for (const [text] of rowsOf(CHAT)) expect(parse(text, lexicon, NORMAL).kind, text).not.toBe("command");
  });

  it("is nothing for the books once a word of doubt stands in it, wherever it stands", () => {
    const postings = rowsOf(MEANT)
      .map(([text]) => text)
      .filter((text) => !/^[*\-1]/.test(text));
    const doubts = [...lexicon.sets.doubt];
    fc.assert(
      fc.property(fc.constantFrom(...postings), fc.constantFrom(...doubts), fc.nat(), (posting, doubt, place) => {
        const words = posting.split(" ");
        words.splice(place % (words.length + 1), 0, doubt);
        expect(parse(words.join(" "), lexicon, NORMAL).kind).not.toBe("command");
      }),
      { seed: 20_261_121, numRuns: 3_000 },
    );
  });
});
