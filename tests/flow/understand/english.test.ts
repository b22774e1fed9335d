import { describe, it } from "vitest";
import {
  readChoice,
  readDate,
  readMoney,
  readNumber,
  readPerson,
  readSeveral,
  readTime,
  readYear,
  readYesNo,
} from "../../../src/flow/understand/index.ts";
import { check } from "./table.ts";

const money = (text: string) => readMoney(text, { zero: true });
/** A Wednesday. */
const today = "2026-07-15";

describe("money in English, and in both", () => {
  it("is sure where it has one meaning", () => {
    check(
      money,
      `1.5 million -> = 1500000
      1,5 million -> = 1500000
      150 thousand -> = 150000
      150thousand -> = 150000
      Rp 150 thousand -> = 150000
      150 thousand rupiah -> = 150000
      5 millions -> = 5000000
      a million -> = 1000000
      one million -> = 1000000
      half a million -> = 500000
      two and a half million -> = 2500000
      2 million 500 thousand -> = 2500000
      1 million and 500 thousand -> = 1500000
      2 juta 500 thousand -> = 2500000
      five hundred thousand -> = 500000
      a hundred thousand -> = 100000
      one hundred and fifty thousand -> = 150000
      twenty five thousand -> = 25000
      twenty-one thousand -> = 21000
      seventeen thousand five hundred -> = 17500
      1.5 billion -> = 1500000000
      my profit is 150 thousand -> = 150000
      untung 1.5 million bu -> = 1500000
      zero -> = 0`,
    );
  });

  it("is asked where it has two", () => {
    check(
      money,
      `1.25 million -> ? 1250000
      1.255 million -> ? 1255000 1255000000
      1,500 thousand -> ? 1500 1500000
      twenty -> ? 20000 20
      one hundred and fifty -> ? 150000 150
      one -> ? 1000 1
      about 150 thousand -> ? 150000
      150 thousand? -> ? 150000
      150 tousand -> ? 150000
      3 people 150 thousand -> ? 150000
      1 million or 2 million -> ? 1000000 2000000`,
    );
  });

  it("is refused or not taken out of what is no amount", () => {
    check(
      money,
      `loss 150 thousand -> ! money.loss
      minus 150 thousand -> ! money.negative
      20 dollars -> ! money.currency
      5 days -> none
      5 times 20 thousand -> none
      20 to 30 thousand -> none
      20 and 30 thousand -> none
      not 150 thousand -> none
      don't have 20 thousand -> none
      thousands -> none
      a few thousand -> none
      a -> none
      and -> none
      not yet -> none
      sure -> none
      fifteen hundred -> none
      no one -> none`,
    );
  });

  it("leaves M what it is in Indonesian", () => {
    check(money, "1.5m -> = 1500000000\n1 M -> = 1000000000");
  });
});

describe("yes and no in English", () => {
  it("is read", () => {
    const each = (words: string, want: string) =>
      words
        .split("|")
        .map((word) => `${word} -> ${want}`)
        .join("\n");
    check(
      readYesNo,
      each("yes|Yes please|yes, please!|sure|Sure 👍|yeah|yep|ok thank you|I agree|yes ya|ya sure", "= yes"),
    );
    check(
      readYesNo,
      each(
        "no|nope|no thanks|no, thank you|not yet|Not yet.|not yet bu|don't|Don’t|dont|not|I don't|not ready|don't want|I can't|never",
        "= no",
      ),
    );
  });

  it("is asked when it is both, or more was said", () => {
    check(
      readYesNo,
      `not sure -> ? yes no
      I don't know -> ? yes no
      yes no -> ? yes no
      no, not yet -> = no
      sure, why not -> ? yes no
      belum, sure -> ? yes no
      not bad -> ? no yes
      no problem -> ? no yes
      yes but later -> ? yes
      don't tidak -> ? yes no
      two -> = no
      one -> = yes
      no one -> none`,
    );
  });
});

describe("days in English", () => {
  it("are told from today", () => {
    check(
      (text) => readDate(text, { today, prefer: "future" }),
      `today -> = 2026-07-15
      Tomorrow -> = 2026-07-16
      tomorrow morning -> = 2026-07-16
      besok morning -> = 2026-07-16
      yesterday -> = 2026-07-14
      tonight -> = 2026-07-15
      this morning -> = 2026-07-15
      the day after tomorrow -> = 2026-07-17
      day before yesterday -> = 2026-07-13
      in 3 days -> = 2026-07-18
      three days ago -> = 2026-07-12
      2 weeks ago -> = 2026-07-01
      tomorrow? -> ? 2026-07-16
      tomorrow Friday -> ? 2026-07-17
      next week -> ! date.vague
      this month -> ! date.vague
      last night -> none
      not today -> none
      yes -> none`,
    );
  });

  it("are told by weekday", () => {
    check(
      (text) => readDate(text, { today, prefer: "future" }),
      `Friday -> = 2026-07-17
      on friday -> = 2026-07-17
      Fri -> = 2026-07-17
      Friday night -> = 2026-07-17
      this Friday -> = 2026-07-17
      next Friday -> ? 2026-07-24 2026-07-17
      Friday next week -> = 2026-07-24
      last Monday -> ? 2026-07-13 2026-07-06
      Wednesday -> ? 2026-07-15 2026-07-22
      Sunday -> = 2026-07-19
      Thursday, 16 July 2026 -> = 2026-07-16
      Friday, 16 July 2026 -> ? 2026-07-16
      Friday 17/7 -> = 2026-07-17`,
    );
  });

  it("are written with the month's name; figures alone stay day first", () => {
    check(
      (text) => readDate(text, { today, prefer: "future" }),
      `5 December 2026 -> = 2026-12-05
      5th December -> = 2026-12-05
      5th of December -> = 2026-12-05
      5 Dec -> = 2026-12-05
      1st August -> = 2026-08-01
      December 5 -> ? 2026-12-05
      December 5th, 2026 -> ? 2026-12-05
      5/12 -> = 2026-12-05
      12/25 -> ! date.impossible
      31 February -> ! date.impossible
      May -> ! date.vague
      5 th lalu -> none`,
    );
  });
});

describe("times in English", () => {
  it("have their half of the day", () => {
    check(
      readTime,
      `2 pm -> = 14:00
      2pm -> = 14:00
      2 PM -> = 14:00
      2 p.m. -> = 14:00
      at 2:30 pm -> = 14:30
      jam 2 pm -> = 14:00
      two pm -> = 14:00
      9 am -> = 09:00
      12 pm -> = 12:00
      12 am -> = 00:00
      noon -> = 12:00
      midnight -> = 00:00
      8 o'clock -> = 08:00
      2 o'clock -> ? 14:00 02:00
      2 in the afternoon -> = 14:00
      8 in the morning -> = 08:00
      8 at night -> = 20:00
      7 this evening -> = 19:00
      14 pm -> = 14:00
      14 am -> ? 14:00
      half 8 -> none
      half past 8 -> none
      25 pm -> ! time.impossible
      pm -> none
      2 pm sampai 4 pm -> none`,
    );
  });
});

describe("numbers, choices and people in English", () => {
  it("are read with what they count", () => {
    check(
      (text) => readNumber(text, { integer: true, min: 0 }),
      `five -> = 5
      twenty one -> = 21
      one -> = 1
      one hundred and five -> = 105
      5 people -> = 5
      2 thousand -> = 2000
      about 5 -> ? 5
      not 5 -> none
      no one -> none
      half a day -> ! number.fraction`,
    );
    check(
      (text) => readYear(text, { today, min: 1900, max: 2026 }),
      "nineteen eighty five -> none\none thousand nine hundred eighty five -> = 1985",
    );
  });

  const running = [
    { id: "yes", label: "Ya, jalan" },
    { id: "no", label: "Tidak jalan" },
    { id: "same", label: "Sama minggu lalu" },
  ];
  const english = [
    { id: "yes", label: "Yes, it ran", aliases: ["it ran"] },
    { id: "no", label: "No, it did not run", aliases: ["no", "tidak"] },
    { id: "none", label: "There was none", aliases: ["none"] },
  ];

  it("choose from a list, never against a not", () => {
    check(
      (text) => readChoice(text, running),
      `yes -> = yes
      sure -> = yes
      yes please -> = yes
      ya bu -> = yes
      ya terima -> ? yes
      tidak terima -> ? no
      bukan itu -> ? no
      no -> = no
      not yet -> = no
      not jalan -> = no
      don't jalan -> = no
      two -> = no
      number 2 -> = no
      option two -> = no
      first -> = yes
      not 1 -> none
      don't 2 -> none
      no one -> none
      that one -> none`,
    );
    check(
      (text) => readChoice(text, english),
      `it ran -> = yes
      it not ran -> ? no
      did not run -> ? no
      none -> = none
      no -> = no
      not yet -> = no
      2 -> = no`,
    );
    check(
      (text) => readSeveral(text, running),
      "1 and 3 -> = yes+same\nall -> = yes+no+same\none and three -> = yes+same\ntwo and three -> = no+same",
    );
    const accept = [
      { id: "yes", label: "Ya, terima" },
      { id: "no", label: "Belum" },
    ];
    check((text) => readChoice(text, accept), "not yet -> = no\nnot -> = no\nyes -> = yes");
  });

  it("leave names alone", () => {
    const people = [
      { id: "made", name: "Ni Made Sari" },
      { id: "mon", name: "Monika Tensi" },
      { id: "and", name: "Andi And" },
    ];
    check(
      (text) => readPerson(text, people),
      "made -> = made\nmonika -> = mon\nandi and -> = and\nsecond -> = mon\nnot made -> none\nno one -> none",
    );
  });
});

describe("Indonesian beside it", () => {
  it("reads as before", () => {
    check(money, "1 juta 250 -> ? 1250000 1000250\nlima ratus ribu -> = 500000\nenam -> ? 6000 6\nsatu -> ? 1000 1");
    check(readYesNo, "sure -> = yes\nbelum -> = no\nno 1 -> = yes\nno 2 -> = no\n1 -> = yes\nbelum tentu -> ? yes no");
    check(
      (text) => readDate(text, { today, prefer: "future" }),
      "minggu -> = 2026-07-19\nminggu depan -> ? 2026-07-22 2026-07-19\nhari ini -> = 2026-07-15\ntgl 5 -> = 2026-08-05",
    );
    check(readTime, "setengah 8 -> = 07:30\njam 2 -> ? 14:00 02:00\njam 8 malam -> = 20:00");
  });
});
