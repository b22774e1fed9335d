import type { Texts } from "../../texts/index.ts";
import { playMoments } from "../moments.ts";
import type { DemoParts } from "../parts.ts";
import { calendar } from "./calendar.ts";
import { field } from "./field.ts";
import { forms } from "./forms.ts";
import { graduation } from "./graduation.ts";
import { groups } from "./groups.ts";
import { joining } from "./joining.ts";
import { Stage } from "./stage.ts";
import type { Chapter, Tale } from "./tale.ts";
import { training } from "./training.ts";
import { weekly } from "./weekly.ts";

/** In this order what happens at the same instant. */
const CHAPTERS: readonly Chapter[] = [calendar, joining, forms, groups, training, weekly, field, graduation];

/**
 * Tells the year of a programme: everybody does what her phone would have done, at its time and by the programme's own
 * actions, and what fell due in between was done. Nothing is sent. To be called in the transaction that makes the world.
 */
export function tellProgramme(demo: DemoParts, texts: Texts | undefined): void {
  const { year } = demo.demo;
  if (year === undefined) return;
  if (texts === undefined) throw new Error("a demo with a year needs the texts");
  const stage = new Stage(demo, texts);
  const tale: Tale = { demo, year, stage, programme: demo.pack.id };
  const moments = CHAPTERS.flatMap((chapter) => chapter(tale)).map(({ at, run }) => ({
    at,
    run: (now: number) => {
      stage.settle(now);
      run(now);
    },
  }));
  playMoments(moments, demo.now);
  stage.settle(demo.now);
}
