export { Books } from "./books.ts";
export { type CooperativeParts, cooperativeModule } from "./module.ts";
