export { type Activity, type Audience, type Calendar, type Faq, WAYS } from "./calendar.ts";
export { schemaOfKind } from "./evidence-misfits.ts";
export type { Expression, Filter } from "./expression.ts";
export type { Form, Question, When } from "./forms.ts";
export type { Criterion, Graduation } from "./graduation.ts";
export { BREAKDOWNS, DIMENSIONS, type Indicator, LEVELS } from "./indicators.ts";
export { BASE, loadPacks, packIds, readPack } from "./load.ts";
export { MODULE_KINDS, type TrainingModule } from "./modules.ts";
export { figureFor, type Pack } from "./pack.ts";
