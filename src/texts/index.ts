export { loadTexts, textsOf } from "./load.ts";
export { SOURCE_LANGUAGE } from "./rich.ts";
export { splitText } from "./split.ts";
export { type Filled, type Manner, namesIn, type TextData } from "./template.ts";
export { type Language, type OptionText, Texts } from "./texts.ts";
