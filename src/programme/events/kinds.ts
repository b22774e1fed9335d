import { assessmentKinds } from "./kinds/assessment.ts";
import { fieldKinds } from "./kinds/field.ts";
import { graduationKinds } from "./kinds/graduation.ts";
import type { Kinds } from "./kinds/kind.ts";
import { socialisationKinds } from "./kinds/socialisation.ts";
import { trainingKinds } from "./kinds/training.ts";
import { weeklyKinds } from "./kinds/weekly.ts";

/** Every kind of event that a part of the programme records. `form.<id>` comes from the pack. */
export const KINDS: Kinds = {
  ...weeklyKinds,
  ...assessmentKinds,
  ...socialisationKinds,
  ...trainingKinds,
  ...fieldKinds,
  ...graduationKinds,
};
