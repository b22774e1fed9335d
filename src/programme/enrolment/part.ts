import type { Keeper } from "../../conversation/keeper.ts";
import type { Json } from "../../flow/session.ts";
import { formatDate } from "../../flow/understand/index.ts";
import { dateIn } from "../../zones.ts";
import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { alumniActions } from "./alumni.ts";
import { besideOf } from "./beside.ts";
import { FromRoles } from "./from-roles.ts";

/** Whoever is given a role by the registration is enrolled in the main programme; what she was and did is hers to see. */
export function enrolmentPart(parts: Parts): ProgrammePart {
  const roles = new FromRoles(parts.db.sqlite, parts.enrolments, parts.main.id, parts.directory);
  return { actions: alumniActions(parts), plan: (now) => roles.step(now), keeper: keeperOf(parts) };
}

/** Programmes that she is in, and what happened there; forms and weekly reports are told of where they are kept. */
function keeperOf({ db, enrolments, events, packs, main, texts }: Parts): Keeper {
  const beside = besideOf(db.sqlite);
  return {
    name: "programmes",
    dataOf: (personId, language) => {
      const hers = enrolments.of(personId);
      const happened = events
        .all({ personId })
        .filter(({ kind }) => !kind.startsWith("form.") && kind !== "weekly.report");
      const others = beside(personId);
      if (hers.length + happened.length + others.length === 0) return undefined;
      const lines = hers.map(({ programme, as, since }) => {
        const name = packs.get(programme)?.name ?? programme;
        const standing = texts.text(language, `programme:standing.${as}`);
        return texts.text(language, "programme:kept", { name, standing, date: formatDate(dateIn(main.zone, since)) });
      });
      const counted =
        happened.length === 0 ? [] : [texts.text(language, "programme:kept-events", { count: happened.length })];
      const small = others.map(({ what, rows }) =>
        texts.text(language, `programme:beside.${what}`, { count: rows.length }),
      );
      const past = hers.flatMap(({ programme }) => enrolments.history(programme, personId));
      const data: Json = {
        enrolments: past.map(({ programme, as, since }) => ({ programme, as, since })),
        events: happened.map(({ programme, kind, on, mode, data }) => ({ programme, kind, on, mode, data })),
        beside: Object.fromEntries(others.map(({ what, rows }) => [what, rows])),
      };
      return { short: [], whole: [...lines, ...counted, ...small], data };
    },
    stays: () => undefined,
    // Both stay under an id that leads to nobody.
    letGo: () => {},
  };
}
