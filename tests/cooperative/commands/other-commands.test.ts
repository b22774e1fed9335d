import { describe, expect, it } from "vitest";
import { parse } from "../../../src/cooperative/commands/index.ts";
import { check, english, line, NORMAL } from "./kit.ts";

describe("cash on the table", () => {
  it("is counted by denomination, whichever figure stands first", () => {
    check(
      `hitung kas 100rb x 9, 50rb x 3 -> = hitung kas Rp100000 x 9, Rp50000 x 3
      opname kas 9x100rb, 3x50rb -> = hitung kas Rp100000 x 9, Rp50000 x 3
      hitung kas 9 x 100.000; 3 x 50.000 -> = hitung kas Rp100000 x 9, Rp50000 x 3
      hitung kas 100.000 = 9 lembar, 50.000 = 3 lembar -> = hitung kas Rp100000 x 9, Rp50000 x 3
      hitung kas 100rb: 9, 1 ribu: 4 -> = hitung kas Rp100000 x 9, Rp1000 x 4
      hitung kas 9 lembar 100rb dan 3 lembar 50rb -> = hitung kas Rp100000 x 9, Rp50000 x 3
      hitung kas 100rb*9 -> = hitung kas Rp100000 x 9
      hitung kas 100rb × 9 -> = hitung kas Rp100000 x 9
      hitung kas 1000 x 5, 500 x 4, Rp200 x 2 -> = hitung kas Rp1000 x 5, Rp500 x 4, Rp200 x 2
      hitung kas 1rb x 3, 1rb x 2 -> = hitung kas Rp1000 x 5
      hitung kas 5rb x 0, 2rb x 1 -> = hitung kas Rp5000 x 0, Rp2000 x 1
      hitung kas 50 x 3 -> = hitung kas Rp50000 x 3
      hitung kas 1.130.000 -> = hitung kas Rp1.130.000
      hitung kas kosong -> = hitung kas 0`,
    );
  });

  it("is asked or left alone when it is not plain", () => {
    check(
      `hitung kas -> ask amount
      hitung kas 100 x 9 -> ask notes 100000 100
      hitung kas 20 x 100 -> ask notes 20000 100000 100
      hitung kas 113 -> ask amount 113000 113
      hitung kas 100rb x 9, 30rb x 1 -> unsure amounts 30rb 1
      hitung kas 100rb x 9, 100rb x 2 -> unsure kinds 100rb 2
      hitung kas 100rb x 9, 50rb -> unsure amounts 50rb
      hitung kas 100rb, 9 -> unsure amounts 100rb
      hitung kas 100rb x 1,5 -> unsure amounts 100rb 1,5
      hitung kas besok 100rb x 9 -> unsure words besok
      hitung kas 100rb x 9? -> unsure question`,
    );
  });
});

describe("a kind of loan of the unit", () => {
  it("is known by its name and by what else it is called, wherever it stands", () => {
    check(
      `simulasi darurat 2jt 5 bulan -> = simulasi Rp2.000.000 darurat 5 bulan
      simulasi 2jt 5 bulan pinjaman kilat -> = simulasi Rp2.000.000 darurat 5 bulan
      cair 001 2jt darurat 5 bulan -> = cair 001 Rp2.000.000 darurat 5 bulan
      cair darurat Maria 2jt 5 bln -> = cair Maria Rp2.000.000 darurat 5 bulan
      cair 003 5jt 10 bulan -> = cair 003 Rp5.000.000 10 bulan
      ajukan darurat 2jt 5 bulan untuk atap -> = ajukan pinjaman Rp2.000.000 darurat 5 bulan untuk atap
      ajukan pinjaman mendesak 2jt 5x -> = ajukan pinjaman Rp2.000.000 darurat 5 bulan
      ajukan modal usaha 2jt 10 kali -> = ajukan pinjaman Rp2.000.000 modal-usaha 10 minggu
      ajukan darurat -> ask amount
      simulasi darurat 2jt -> ask periods`,
    );
  });

  it("is one, and other words are none", () => {
    check(
      `simulasi darurat biasa 2jt 5 bulan -> unsure kinds
      simulasi kilat 2jt 5 bulan -> unsure words kilat
      setor darurat 20rb -> = setor darurat Rp20.000
      ajukan izin dulu ya -> none
      ajukan surat ke desa -> none`,
    );
  });
});

describe("money that leaves and comes otherwise", () => {
  it("keeps what it was for", () => {
    check(
      `keluar pulsa 50rb bendahara -> = keluar operasional Rp50.000 pulsa bendahara
      keluar 50rb operasional beli buku 2 buah -> = keluar operasional Rp50.000 beli buku 2 buah
      keluar beli bensin 50rb -> ask category
      keluar operasional -> ask amount
      keluar operasional 50rb bensin 25rb -> unsure amounts 50rb 25rb
      kas masuk bunga bank 12.500 -> = masuk bunga Rp12.500 bunga bank
      masuk 20rb -> ask source
      setor pusat 500 -> ask amount 500000 500
      kirim ke pusat 500rb kemarin -> = setor pusat Rp500.000 tgl 20/11/2026
      terima setoran dari Melati 500rb -> = terima Rp500.000 dari Melati`,
    );
  });
});

describe("commands that look, decide and report", () => {
  it("are understood", () => {
    check(
      `saldo -> = saldo
      saldo? -> = saldo
      Saldo saya berapa ya? -> = saldo
      saldo 001 -> = saldo 001
      cek saldo mak ucok -> = saldo mak ucok
      riwayat 001 bulan lalu -> = riwayat 001 10/2026
      riwayat 001 3 bulan -> = riwayat 001 3 bulan
      riwayat november 2026 -> = riwayat 11/2026
      riwayat bulan desember -> = riwayat 12/2025
      riwayat Juni -> = riwayat Juni
      simulasi 5jt 10 bulan -> = simulasi Rp5.000.000 10 bulan
      simulasi pinjaman 5 juta sepuluh bulan flat 2%? -> = simulasi Rp5.000.000 flat 10 bulan 2%
      simulasi 5jt 10x -> ask every
      simulasi 5jt -> ask periods
      ajukan pinjaman 5jt 10 bulan untuk modal warung, 2 anak sekolah -> = ajukan pinjaman Rp5.000.000 10 bulan untuk modal warung, 2 anak sekolah
      ajukan pinjaman 003 5jt 10 bulan -> = ajukan pinjaman 003 Rp5.000.000 10 bulan
      batal -> = batal
      batal #12 -> = batal #12
      batal no 12 ya bu -> = batal #12
      batal setor Maria -> unsure words setor Maria
      sanggah -> ask entry
      sanggah #12 saya tidak pernah tarik. Kenapa? -> = sanggah #12 saya tidak pernah tarik. Kenapa?
      lapor setor 20rb tgl 12/11 -> = lapor setor Rp20.000 tgl 12/11/2026
      lapor setor 20rb -> ask date
      lapor setor wajib 20rb ke Ibu Rosa tgl 12/11, belum dicatat -> = lapor setor wajib Rp20.000 tgl 12/11/2026 ke Ibu Rosa belum dicatat
      YA 47 -> = ya 47
      ya 47 bu -> = ya 47
      ya 47 orang -> none
      TIDAK 47 -> = tidak 47
      persetujuan -> = persetujuan
      setuju 12 -> = setuju 12
      setuju 12 orang -> unsure words orang
      tolak 12 uang kas belum cukup -> = tolak 12 uang kas belum cukup
      tolak 12 -> ask reason
      tolak -> none
      kunci bulan -> = kunci bulan
      kunci bulan 11/2026 -> = kunci bulan 11/2026
      kunci bulan november -> = kunci bulan 11/2026
      kunci bulan lalu -> = kunci bulan 10/2026
      kunci lemari -> none
      daftar sanggah -> = daftar sanggah
      tunggakan -> = tunggakan
      kas -> = kas
      kas aman -> unsure words aman
      buku anggota 003 -> = buku anggota 003
      angsuran berikut 003 -> = angsuran berikut 003
      bantuan kas -> = bantuan kas`,
    );
  });

  it("name new members and units as they are called", () => {
    check(
      `anggota baru Maria br Sihombing -> = anggota baru Maria br Sihombing
      anggota baru Op. Sahat Simbolon (Mak Ucok) -> = anggota baru Op. Sahat Simbolon alias Mak Ucok
      anggota baru -> ask name
      anggota baru 012 -> unsure words 012
      anggota baru sudah datang -> unsure words sudah
      anggota keluar 005 -> = anggota keluar 005
      rapat -> = rapat
      rapat melati tgl 21/11 -> = rapat melati tgl 21/11/2026
      rapat Melati 2 -> = rapat Melati 2
      rapat bu Sari -> unsure words bu Sari
      tgl 12/11 rapat melati -> = rapat melati tgl 12/11/2026`,
    );
  });
});

describe("the grammar in another language", () => {
  it("has that language's words, and Indonesian ones beside them", () => {
    const read = (text: string) => line(parse(text, english, NORMAL));
    expect(read("deposit mandatory Maria 20rb")).toBe("= setor Maria wajib Rp20.000");
    expect(read("setor wajib Maria 20 thousand")).toBe("= setor Maria wajib Rp20.000");
    expect(read("yesterday withdraw voluntary 002 500k please")).toBe("= tarik 002 sukarela Rp500.000 tgl 20/11/2026");
    expect(read("deposit mandatory Maria 20rb not yet")).toBe("unsure not-said not yet");
    expect(read("Maria has deposited 20rb")).toBe("none");
  });
});
