import { z } from "zod";
import { didYouMean } from "../../flow/check/near.ts";
import type { Path } from "../../flow/check/yaml.ts";
import { KINDS } from "../events/kinds.ts";
import { formData, formKind } from "../forms/data.ts";
import { type Expression, type Filter, usesOf } from "./expression.ts";
import { neverSaid } from "./never-said.ts";
import type { Pack } from "./pack.ts";

type Found = { path: Path; what: string; how: string };

/** What the data of an event of a kind looks like in a programme: a part's kind, or a form of the pack. */
export function schemaOfKind(forms: Pack["forms"], kind: string): z.ZodObject | undefined {
  const form = forms.find(({ id }) => formKind(id) === kind);
  return form === undefined ? KINDS[kind] : formData(form);
}

/** Kinds, fields and values that an expression names and that there are not. */
export function evidenceMisfits({ forms }: Pick<Pack, "forms">, expression: Expression): Found[] {
  return usesOf(expression).flatMap(({ kind, fields, filters }): Found[] => {
    const schema = schemaOfKind(forms, kind);
    if (schema === undefined) return [unknownKind(forms, kind)];
    const names = Object.keys(schema.shape);
    const unknown = [...fields, ...filters.flatMap((filter) => Object.keys(filter))].filter((f) => !names.includes(f));
    return [
      ...unknown.map((field) => ({
        path: [],
        what: `"${field}" is no field of ${kind}.`,
        how: didYouMean(field, names, `It has ${names.join(", ") || "none"}.`),
      })),
      ...filters.flatMap((filter) => unknownValues(kind, schema, filter)),
    ];
  });
}

function unknownKind(forms: Pack["forms"], kind: string): Found {
  const kinds = [...Object.keys(KINDS), ...forms.map(({ id }) => formKind(id))];
  const what = kind.startsWith("form.")
    ? `There is no form "${kind.slice("form.".length)}".`
    : `There is no kind of event "${kind}".`;
  return { path: [], what, how: didYouMean(kind, kinds, `Known: ${kinds.join(", ")}.`) };
}

/** Words in a filter that the field never has. */
function unknownValues(kind: string, schema: z.ZodObject, filter: Filter): Found[] {
  return Object.entries(filter).flatMap(([field, wanted]) => {
    const words = wordsOf(schema.shape[field] as z.ZodType | undefined);
    return neverSaid(wanted, words).map(({ word, how }) => ({
      path: ["where", field],
      what: `"${field}" of ${kind} is never "${word}".`,
      how,
    }));
  });
}

function wordsOf(schema: z.ZodType | undefined): string[] | undefined {
  if (schema instanceof z.ZodOptional) return wordsOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return wordsOf(schema.element as z.ZodType);
  return schema instanceof z.ZodEnum ? Object.values(schema.enum).map(String) : undefined;
}
