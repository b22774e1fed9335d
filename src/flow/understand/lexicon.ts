/**
 * The words that answers are made of. All in lower case, as `normalise` gives them. A word that is missing here makes
 * a reader ask; a word that is wrong here makes it store a wrong answer, so only clear ones belong in.
 */

/** A piece of a spelled number: "seratus" is a 1 and a ratus. */
export type NumberPart =
  | { type: "digit"; value: number }
  | { type: "zero" | "half" | "quarter" | "comma" | "belas" | "puluh" | "ratus" }
  | { type: "scale"; value: number };

const digit = (value: number): NumberPart => ({ type: "digit", value });
const scale = (value: number): NumberPart => ({ type: "scale", value });
const [belas, puluh, ratus] = [{ type: "belas" }, { type: "puluh" }, { type: "ratus" }] as const;

/** English from two to nineteen and the tens. "One" is a pronoun more often than a number: `english.ts` knows which. */
const ENGLISH_DIGITS = "two three four five six seven eight nine".split(" ");
const ENGLISH_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ENGLISH_NUMBERS: readonly [string, readonly NumberPart[]][] = [
  ...ENGLISH_DIGITS.map((word, i): [string, NumberPart[]] => [word, [digit(i + 2)]]),
  ...ENGLISH_TEENS.map((word, i): [string, NumberPart[]] => [word, [digit(i + 1), belas]]),
  ...ENGLISH_TENS.map((word, i): [string, NumberPart[]] => [word, [digit(i + 2), puluh]]),
  ["ten", [digit(1), puluh]],
  ["zero", [{ type: "zero" }]],
  ["half", [{ type: "half" }]],
  ["hundred", [ratus]],
  ...["thousand", "thousands"].map((word): [string, NumberPart[]] => [word, [scale(1e3)]]),
  ...["million", "millions"].map((word): [string, NumberPart[]] => [word, [scale(1e6)]]),
  ...["billion", "billions"].map((word): [string, NumberPart[]] => [word, [scale(1e9)]]),
];

const DIGIT_WORDS = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"] as const;

/** Number words of Indonesian with their usual abbreviations, and of English. */
export const NUMBER_WORDS: ReadonlyMap<string, readonly NumberPart[]> = new Map<string, readonly NumberPart[]>([
  ...DIGIT_WORDS.map((word, i): [string, NumberPart[]] => [word, [digit(i + 1)]]),
  ["lapan", [digit(8)]],
  ["nol", [{ type: "zero" }]],
  ["kosong", [{ type: "zero" }]],
  ["nihil", [{ type: "zero" }]],
  ["belas", [belas]],
  ["puluh", [puluh]],
  ["ratus", [ratus]],
  ["rts", [ratus]],
  ["sepuluh", [digit(1), puluh]],
  ["sebelas", [digit(1), belas]],
  ["seratus", [digit(1), ratus]],
  ...["ribu", "rb", "rbu", "rebu", "k"].map((word): [string, NumberPart[]] => [word, [scale(1e3)]]),
  ...["juta", "jt", "jta"].map((word): [string, NumberPart[]] => [word, [scale(1e6)]]),
  ...["miliar", "milyar", "miliyar", "mlr", "m"].map((word): [string, NumberPart[]] => [word, [scale(1e9)]]),
  ...["triliun", "trilyun"].map((word): [string, NumberPart[]] => [word, [scale(1e12)]]),
  ["seribu", [digit(1), scale(1e3)]],
  ["serebu", [digit(1), scale(1e3)]],
  ["sejuta", [digit(1), scale(1e6)]],
  ["semiliar", [digit(1), scale(1e9)]],
  ["semilyar", [digit(1), scale(1e9)]],
  ["setengah", [{ type: "half" }]],
  ["stengah", [{ type: "half" }]],
  ["stgh", [{ type: "half" }]],
  ["seperempat", [{ type: "quarter" }]],
  ["koma", [{ type: "comma" }]],
  ...ENGLISH_NUMBERS,
]);

/** Javanese, Sundanese and Toba Batak number words: read everywhere, and for money always asked back. */
export const REGIONAL_NUMBER_WORDS: ReadonlyMap<string, readonly NumberPart[]> = new Map([
  ...["siji", "loro", "telu", "papat", "limo", "enem", "pitu", "wolu", "songo"].map(digitWord),
  ...["hiji", "rong", "telung", "patang", "limang", "genep", "pitung", "wolung", "sangang"].map(digitWord),
  ["sada", [digit(1)]],
  ["tolu", [digit(3)]],
  ["onom", [digit(6)]],
  ["ualu", [digit(8)]],
  ["sampulu", [digit(1), puluh]],
  ["tilu", [digit(3)]],
  ["opat", [digit(4)]],
  ["dalapan", [digit(8)]],
  ["salapan", [digit(9)]],
  ["sanga", [digit(9)]],
  ["sapuluh", [digit(1), puluh]],
  ["saratus", [digit(1), ratus]],
  ["satus", [digit(1), ratus]],
  ["atus", [ratus]],
  ["sewu", [digit(1), scale(1e3)]],
  ["sarebu", [digit(1), scale(1e3)]],
  ["ewu", [scale(1e3)]],
  ["sajuta", [digit(1), scale(1e6)]],
  ["selawe", [digit(2), puluh, digit(5)]],
  ["seket", [digit(5), puluh]],
  ["suwidak", [digit(6), puluh]],
] as [string, NumberPart[]][]);

function digitWord(word: string, i: number): [string, NumberPart[]] {
  return [word, [digit(i + 1)]];
}

/** Of English only the long ones: "fife" and "nime" are nearer to other words. */
const NEVER_MENDED: ReadonlySet<string> = new Set([
  ..."rebu koma nihil kosong".split(" "),
  ...ENGLISH_NUMBERS.map(([word]) => word).filter((word) => !["hundred", "thousand", "million"].includes(word)),
]);

/** Number words long enough that a slip of the thumb still shows which was meant. */
export const TYPO_NUMBER_WORDS: readonly string[] = [...NUMBER_WORDS.keys()].filter(
  (word) => word.length >= 4 && !NEVER_MENDED.has(word),
);

/** Market slang from Hokkien: what it means depends on the place (cepek is 100 or 100.000), so it is always asked. */
export const MONEY_SLANG: ReadonlyMap<string, readonly number[]> = new Map([
  ["cepek", [100_000, 100]],
  ["nopek", [200_000, 200]],
  ["gopek", [500_000, 500]],
  ["pego", [150_000, 150]],
  ["seceng", [1_000]],
  ["ceceng", [1_000]],
  ["noceng", [2_000]],
  ["goceng", [5_000]],
  ["ceban", [10_000]],
  ["noban", [20_000]],
  ["jigo", [25_000]],
  ["goban", [50_000]],
  ["gocap", [50_000]],
  ["cepekceng", [100_000]],
  ["nopekceng", [200_000]],
  ["gopekceng", [500_000]],
  ["cetiao", [1_000_000]],
  ["cetiau", [1_000_000]],
  ["gotiao", [5_000_000]],
]);

/** Words around an amount that do not change it: "laba saya minggu ini 150 ribu". */
export const MONEY_FILLER: ReadonlySet<string> =
  words(`rp idr rupiah perak uang duit laba untung keuntungan hasil hasilnya
  dapat dpt dapet sebesar saya sy aku kami labanya untungnya adalah itu ini hari minggu bulan kak bu pak ibu bapak mbak
  kakak admin ya aja saja cuma hanya doang jadi total totalnya jumlah jumlahnya ada sih dong nih deh alhamdulillah pas
  tunai sejumlah senilai omzet omset penjualan jualan usaha yaitu
  my our the profit income net is was i we earned only just total this week today`);

/** "Kira-kira": the figure is right and the amount is not, so it is asked. */
export const APPROXIMATE: ReadonlySet<string> = words("an ribuan rban jutaan jtan");
export const APPROXIMATE_SCALE: ReadonlyMap<string, string> = new Map([
  ["ribuan", "ribu"],
  ["rban", "ribu"],
  ["jutaan", "juta"],
  ["jtan", "juta"],
  ["puluhan", "puluh"],
  ["belasan", "belas"],
  ["ratusan", "ratus"],
]);

export const MINUS: ReadonlySet<string> = words("minus min negatif negative");
export const LOSS: ReadonlySet<string> = words("rugi kerugian ruginya tekor nombok defisit loss lost");
export const OTHER_CURRENCIES: ReadonlySet<string> = words(
  "usd dolar dollar dollars euros ringgit rm myr sgd euro eur yen jpy riyal sar cny yuan",
);
export const OTHER_CURRENCY_SIGNS: ReadonlySet<string> = words("$ € £ ¥ ₩");

/** What a figure may count besides rupiah; "5 hari" is no amount. */
export const UNITS: ReadonlySet<string> = words(`hari minggu bulan tahun thn th jam menit orang org anak ekor buah biji
  butir kilo kg kilogram gram gr ons liter ltr l meter cm kali bungkus bks botol pcs potong lembar karung ikat bintang
  porsi kotak dus pak kelompok keluarga kk rumah ibu peserta anggota pertemuan pembeli pelanggan produk unit
  day days week weeks month months year years hour hours minute minutes person people child children kid kids times
  piece pieces`);

/** Indonesian, Javanese, Sundanese, Malay (Papua, Ambon, Banjar, Minang, Palembang, Bali), Batak and English: "not". */
export const NEGATORS: ReadonlySet<string> = words(`tidak tdk tidk tdak tak nggak enggak engga gak ga gk ngga ndak nda
  kagak kaga bukan bkn belum blm blom jangan jgn tanpa tiada mboten boten ora dudu durung ojo henteu hente teu
  tara tra seng daong ndang dang indak idak kada nenten sanes acan ulah not don't dont didn't didnt doesn't doesnt isn't
  isnt can't cannot won't never`);

/** The spellings and languages of one negator, so that "gak ada" and "Tidak ada" are the same words. */
export const SAME_NEGATOR: ReadonlyMap<string, string> = new Map(
  [
    `tidak tdk tidk tdak tak nggak enggak engga gak ga gk ngga ndak nda kagak kaga mboten boten ora henteu hente teu tara
    tra seng daong indak idak kada nenten not don't dont didn't didnt doesn't doesnt isn't isnt can't cannot won't never`,
    "belum blm blom durung acan",
    "bukan bkn dudu sanes",
    "jangan jgn ojo ulah",
  ].flatMap((group) => [...words(group)].map((word, _, [first = word]) => [word, first] as const)),
);

/** A flat "no" that does not negate the word after it. */
export const NO_WORDS: ReadonlySet<string> = words("no nope ogah emoh 👎 ❌ ✖ ✗ ✘ 🙅");

/** Says yes by itself. */
export const YES_WORDS: ReadonlySet<string> =
  words(`ya iya y yoi yo yaa yah iyah iye iyes yes yep yup io iyo inggih nggih
  injih njih enggih muhun sumuhun enya olo ido ok oke okay okey okeh sip siip 👍 👌 ✅ ✔ 🆗 ☑ hooh sure yeah yea`);

/** Says yes alone, and no behind a negator: "tidak setuju". */
export const YES_PREDICATES: ReadonlySet<string> = words(`betul benar bener leres sudah sdh udah udh wis uwis sampun tos
  boleh bole setuju siap bisa mau sesuai right correct true agree agreed ready done already can want`);

/** "Who knows": neither yes nor no. */
export const UNSURE: ReadonlySet<string> = words(
  "tentu tau tahu mungkin entah ragu kadang kadang2 bingung papa apa gpp know maybe perhaps sometimes",
);

/** Words of politeness that an answer may carry. */
export const POLITE: ReadonlySet<string> = words(`kak kakak bu ibu pak bapak mbak mas min admin dong sih deh nih kok lah
  aja saja saya sy aku itu ini terima kasih makasih 🙏 😊 😁 🙂 please pls thanks thank you i we it do did does`);

/** Said to the one who asks, and never a part of the answer itself, as "terima" may be. */
export const COURTESY: ReadonlySet<string> = words("kak kakak bu ibu pak bapak mbak mas min please pls thanks 🙏 😊");

/** Words before a choice that do not choose: "saya pilih yang nomor 2". */
export const CHOICE_FILLER: ReadonlySet<string> = words(`no nomor nomer nmr nmor pilihan pilih pilihannya pilihanku yang
  yg jawab jawaban jawabannya jawabnya adalah angka saya sy aku ke poin itu ini kak kakak bu pak mbak min dong sih deh nih
  aja saja adl number option`);

export const ORDINALS: ReadonlyMap<string, number> = new Map([
  ["pertama", 1],
  ["kesatu", 1],
  ["kedua", 2],
  ["ketiga", 3],
  ["keempat", 4],
  ["kelima", 5],
  ["keenam", 6],
  ["ketujuh", 7],
  ["kedelapan", 8],
  ["kesembilan", 9],
  ["kesepuluh", 10],
  ["first", 1],
  ["second", 2],
  ["third", 3],
]);

export const MONTHS: readonly string[] = `Januari Februari Maret April Mei Juni Juli Agustus September Oktober November
  Desember`.split(/\s+/u);
export const WEEKDAYS: readonly string[] = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split(" ");

const MONTH_FORMS = `januari jan january|februari feb pebruari peb february|maret mar march mrt|april apr|mei may|juni jun
  june|juli jul july|agustus agu agt ags agus aug august|september sep sept|oktober okt oct october|november nov nopember
  nop|desember des dec december`;
const WEEKDAY_FORMS = `senin snn monday mon|selasa sls tuesday tue tues|rabu rab wednesday wed|kamis kms thursday thu thur
  thurs|jumat jum'at jumaat jmt friday fri|sabtu sbt saptu saturday sat|minggu ahad sunday sun`;

/** "des" -> 12. */
export const MONTH_NUMBERS: ReadonlyMap<string, number> = forms(MONTH_FORMS);
/** "jumat" -> 5; Monday is 1, as in ISO. */
export const WEEKDAY_NUMBERS: ReadonlyMap<string, number> = forms(WEEKDAY_FORMS);

/** Days counted from today. The regional ones are loose in daily speech ("wingi" is also "lately"): asked. */
export const RELATIVE_DAYS: ReadonlyMap<string, number> = new Map([
  ["hari ini", 0],
  ["sekarang", 0],
  ["tadi", 0],
  ["besok", 1],
  ["bsk", 1],
  ["esok", 1],
  ["besuk", 1],
  ["lusa", 2],
  ["kemarin", -1],
  ["kemaren", -1],
  ["kmrn", -1],
  ["kemarin lusa", -2],
  ["kemaren lusa", -2],
  ["kemarin dulu", -2],
]);
export const REGIONAL_DAYS: ReadonlyMap<string, number> = new Map([
  ["sesuk", 1],
  ["isukan", 1],
  ["wingi", -1],
  ["kamari", -1],
  ["saiki", 0],
  ["ayeuna", 0],
  ["besok lusa", 2],
]);

/** Words that show that a text is an answer and not a name. */
export const NOT_A_NAME: ReadonlySet<string> = words(`tidak tdk gak nggak belum mau apa kenapa siapa bagaimana kapan
  bantuan bantu kembali lewati batal berhenti halo hai assalamualaikum selamat saya aku nama ya iya ok oke sudah punya ingin bisa lupa yes not yet dont what help hello
  please`);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u));
}

function forms(list: string): ReadonlyMap<string, number> {
  return new Map(
    list.split("|").flatMap((group, i) =>
      group
        .trim()
        .split(/\s+/u)
        .map((form) => [form, i + 1] as const),
    ),
  );
}
