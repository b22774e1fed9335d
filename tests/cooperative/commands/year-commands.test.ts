import { describe, it } from "vitest";
import { check } from "./kit.ts";

describe("a year's end, the bank and the head office", () => {
  it("has years that are no money", () => {
    check(
      `tutup tahun 2026 -> = tutup tahun 2026
      tutup buku tahun 2026 ya bu -> = tutup tahun 2026
      tutup tahun -> = tutup tahun
      Bagi SHU 2026 -> = bagi shu 2026
      bagi shu 2026 tgl 20/11/2026 -> = bagi shu 2026 tgl 20/11/2026
      bagi SHU sama rata -> unsure words sama rata
      bagi SHU 2026? -> unsure question
      SHU ke simpanan 2026 -> = shu ke simpanan 2026
      tutup rugi 2026 tgl 20/11/2026 -> = tutup rugi 2026 tgl 20/11/2026
      tutup rugi -> = tutup rugi
      hitung jasa 10/2026 -> = hitung jasa 10/2026
      hitung jasa simpanan bulan lalu -> = hitung jasa 10/2026
      hitung jasa Maria -> unsure words Maria
      bayar SHU 003 -> = bayar shu 003
      bayar SHU -> ask member
      tutup tahun 2026 dan bagi SHU -> unsure words dan bagi SHU`,
    );
  });

  it("is written short", () => {
    check(
      `kas ke bank 1jt -> = kas ke bank Rp1.000.000
      bank ke kas 1jt kemarin -> = bank ke kas Rp1.000.000 tgl 20/11/2026
      setor bank 500rb -> = kas ke bank Rp500.000
      tarik bank 500rb -> = bank ke kas Rp500.000
      kas ke bank -> ask amount
      setor pajak 15rb -> = setor pajak Rp15.000
      setor pusat 500rb -> = setor pusat Rp500.000
      kirim unit Melati 2jt -> = setor pusat Rp2.000.000 Melati
      kiriman -> = daftar kiriman
      kiriman sudah sampai -> none
      kiriman batal #12 -> = batal kiriman #12
      batal kiriman -> = batal kiriman
      terima #12 -> = terima #12`,
    );
  });
});

describe("differences and losses", () => {
  it("name the count, and what became of it", () => {
    check(
      `selisih -> = daftar selisih
      selisih 3 hilang -> = selisih 3 hilang
      selisih 3 ketemu -> = selisih 3 ketemu
      selisih 3 jadi pendapatan -> = selisih 3 pendapatan
      selisih 3 anggota 003 -> = selisih 3 003
      selisih 3 Maria -> = selisih 3 Maria
      selisih 3 anggota Maria -> = selisih 3 Maria
      selisih 3 -> = selisih 3
      selisih 3 hilang 50rb -> unsure words 50rb
      selisih umur -> none`,
    );
  });

  it("are about a loan", () => {
    check(
      `hapus buku P0001 -> = hapus buku P0001
      hapus buku -> ask target
      terima hapus buku P0001 50rb -> = terima hapus buku P0001 Rp50.000
      bayar dari simpanan P0001 100rb -> = bayar dari simpanan P0001 Rp100.000
      santunan 003 1jt -> = santunan 003 Rp1.000.000
      santunan P0004 1jt -> = santunan P0004 Rp1.000.000
      ajukan tambahan 3jt 10 bulan untuk kios -> = ajukan tambahan Rp3.000.000 10 bulan untuk kios`,
    );
  });

  it("are borne by a group in equal parts, each her own, or from its fund", () => {
    check(
      `tanggung renteng P0001 50rb dari 002, 003 -> = tanggung renteng P0001 Rp50.000 dari 002, 003
      tanggung renteng P0001 50rb dari Tiur dan Lina -> = tanggung renteng P0001 Rp50.000 dari Tiur, Lina
      tanggung renteng P0001 dari 002 30rb, 003 20rb -> = tanggung renteng P0001 dari 002 Rp30.000, 003 Rp20.000
      tanggung renteng P0001 dari 002 30rb, 003 20rb tgl 12/11 -> = tanggung renteng P0001 dari 002 Rp30.000, 003 Rp20.000 tgl 12/11/2026
      tanggung renteng P0001 50rb dari dana -> = tanggung renteng P0001 Rp50.000 dari dana
      tanggung renteng dari 002 -> ask target
      tanggung renteng itu apa -> unsure not-said apa`,
    );
  });
});
