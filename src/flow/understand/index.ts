/** Understanding: pure readers from what was typed to a Reading, and the words in which a value is read back. */
export { type ChoiceOption, readChoice } from "./choice.ts";
export { type DateLimits, readDate } from "./date.ts";
export { type MoneyLimits, readMoney } from "./money.ts";
export { MAX_RUPIAH } from "./money-amount.ts";
export { readName } from "./name.ts";
export { clean, normalise } from "./normalise.ts";
export { type NumberLimits, readNumber } from "./number.ts";
export { type PersonOption, readPerson } from "./person.ts";
export { readPhone } from "./phone.ts";
export { type Candidate, none, type Reading, refused, sure } from "./reading.ts";
export { REFUSALS, type RefusalReason, refuse } from "./refusals.ts";
export { readScale, type ScaleLimits } from "./scale.ts";
export { readSeveral } from "./several.ts";
export { readText } from "./text.ts";
export { readTime } from "./time.ts";
export { formatDate, formatDateShort, formatMoney, moneyInWords, numberInWords } from "./words.ts";
export { readYear, type YearLimits } from "./year.ts";
export { readYesNo, type YesNo } from "./yes-no.ts";
