import type { HearContext, Heard } from "../../conversation/module.ts";
import { formatDate, normalise } from "../../flow/understand/index.ts";
import { nameOf } from "./certificate-paper.ts";
import { CERTIFICATE } from "./certificates.ts";
import type { TrainingParts } from "./parts.ts";

/** A number as somebody writes it: with or without its dash, in any letters. */
const NUMBER = /^(\d{4})[\s.-]*([a-z0-9_-]{6})$/i;

/**
 * CEK SERTIFIKAT 2026-C3K7M2, of whoever holds the paper in her hands: what it is for and when it was given. Of the name only
 * the first letters, which are to be compared with the paper.
 */
export function hearCheck(parts: TrainingParts, heard: Heard, { person, tell }: HearContext): "taken" | undefined {
  if (heard.kind !== "text") return undefined;
  const [first = "", second = "", ...rest] = heard.text.trim().split(/\s+/);
  const words = parts.texts.words(person.language, "training:words.check");
  if (!words.includes(normalise(`${first} ${second}`))) return undefined;
  const written = rest.join(" ");
  const [, year = "", code = ""] = NUMBER.exec(written) ?? [];
  const no = `${year}-${code}`.toUpperCase();
  const found = code === "" ? undefined : given(parts, no);
  if (found === undefined) {
    tell(person.id, "training:check.unknown", { no: written.slice(0, 20) || "-" });
    return "taken";
  }
  const { programme, personId, data, on } = found;
  const holder = personId === null ? undefined : parts.people.person(personId);
  const who =
    holder?.name == null ? parts.texts.text(person.language, "training:check.nameless") : lettersOf(holder.name);
  const name = nameOf(parts, { programme, module: String(data["module"]) });
  const of = parts.packs.get(programme)?.name ?? programme;
  tell(person.id, "training:check.known", { no, name, programme: of, date: formatDate(on), who });
  return "taken";
}

function given({ packs, events }: TrainingParts, no: string) {
  const all = [...packs.keys()].flatMap((programme) => events.all({ programme, kind: CERTIFICATE }));
  return all.find(({ data }) => String(data["no"]).toUpperCase() === no);
}

/** `T. H.` of Tuti Handayani. */
const lettersOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => `${word.slice(0, 1).toUpperCase()}.`)
    .join(" ");
