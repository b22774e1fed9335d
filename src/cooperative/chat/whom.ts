import { type Draft, type MemberRef, matchMember } from "../commands/index.ts";
import { type Member, memberNo } from "../members.ts";
import { type CoopTurn, notDone, type Reply } from "./turn.ts";

/** `Maria br Sihombing (003)`, with what the village calls her where two have the same name. */
export const memberLabel = ({ name, no, aliases }: Member): string =>
  [name, ...(aliases[0] === undefined ? [] : [aliases[0]])].join(", ").concat(` (${memberNo(no)})`);

/** The member whom a command names, or the question or refusal that it comes to. Nearly the name is asked. */
export function memberMeant(ref: MemberRef, turn: CoopTurn, draft: Draft): Member | Reply {
  const { books, standing, say, lexicon } = turn;
  const numbered = ref.no === undefined || ref.name !== undefined ? undefined : byNumber(ref.no, turn);
  if (numbered !== undefined) return numbered;
  const members = books.members.roster(standing.unit.id).filter(({ active }) => active);
  const match = matchMember(ref, members, lexicon);
  const found = (id: number) => members.find((member) => member.id === id);
  if (match.kind === "one") {
    const member = found(match.member.id);
    if (member !== undefined) return member;
  }
  const choices = match.kind === "many" ? match.members : match.kind === "none" ? match.near : [];
  const options = choices
    .flatMap(({ id }) => found(id) ?? [])
    .map((member) => ({ id: String(member.no), label: memberLabel(member) }));
  const heard = ref.name ?? (ref.no === undefined ? "" : memberNo(ref.no));
  if (options.length === 0) return notDone(nobody(ref, heard, turn));
  const question = say.line(match.kind === "many" ? "which-member" : "near-member", { heard });
  return { kind: "which", question, options, draft, field: "member" };
}

/** Who left is told of as such: the number that she was known by is no slip. */
function nobody({ no, name }: MemberRef, heard: string, { books, standing, say }: CoopTurn): string {
  const unit = standing.unit.name;
  const left = no === undefined ? undefined : books.members.byNo(standing.unit.id, no);
  if (left !== undefined && !left.active) return say.line("left-member", { name: left.name, no: heard, unit });
  return say.line(no === undefined || name !== undefined ? "unknown-member" : "unknown-number", { heard, unit });
}

/** A number alone is exact: one look, however many are in the unit. */
function byNumber(no: number, { books, standing }: CoopTurn): Member | undefined {
  const member = books.members.byNo(standing.unit.id, no);
  return member?.active === true ? member : undefined;
}

export const isReply = (value: Member | Reply): value is Reply => "kind" in value;
