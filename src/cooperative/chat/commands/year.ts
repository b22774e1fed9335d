import { LIMITS } from "../../../limits.ts";
import type { Command } from "../../commands/index.ts";
import { yearEnd } from "../../jobs/months.ts";
import { type Member, memberNo } from "../../members.ts";
import { closeRefusal, openSurplus } from "../../year/closing.ts";
import { type LossCover, plannedCover } from "../../year/loss.ts";
import { plannedSplit } from "../../year/sharing.ts";
import type { SurplusSplit } from "../../year/split.ts";
import { answer } from "../notify.ts";
import { bookingOf, type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";
import { isReply, memberMeant } from "../whom.ts";

/** The end of a year: closed, its surplus shared, put into savings or into a hand. What it comes to is shown first. */
export const yearCommands: Carriers = {
  "close-year": (command, turn) => {
    const { books, standing, say } = turn;
    const year = command.year ?? lastYear(turn);
    const booking = { ...bookingOf(turn, undefined), valueOn: yearEnd(year) };
    const refusal = closeRefusal(books.year, year, booking);
    if (refusal !== undefined) return notDone(say.refusal(refusal));
    const surplus = openSurplus(books.year, standing.unit.id, year);
    const question = say.line(`coop-year:close.${surplus < 0 ? "loss" : "surplus"}`, {
      unit: standing.unit.name,
      year,
      amount: Math.abs(surplus),
    });
    return sure(question, command, turn) ?? answer(books.desk.take({ op: "year-close", year }, booking), turn);
  },
  "split-surplus": (command, turn) => {
    const { books, standing, say } = turn;
    const year = command.year ?? lastYear(turn);
    const planned = plannedSplit(books.year, standing.unit.id, year);
    if (!planned.ok) return notDone(say.refusal(planned.refusal));
    const operation = { op: "shu", year } as const;
    return (
      sure(splitText(planned.split, year, turn), command, turn) ??
      answer(books.desk.take(operation, bookingOf(turn, command.date)), turn)
    );
  },
  "cover-loss": (command, turn) => {
    const { books, standing, say } = turn;
    const year = command.year ?? lastYear(turn);
    const planned = plannedCover(books.year, standing.unit.id, year);
    if (!planned.ok) return notDone(say.refusal(planned.refusal));
    const operation = { op: "cover-loss", year } as const;
    return (
      sure(coverText(planned.cover, year, turn), command, turn) ??
      answer(books.desk.take(operation, bookingOf(turn, command.date)), turn)
    );
  },
  "surplus-to-savings": (command, turn) => {
    const operation = { op: "shu-to-savings", year: command.year ?? lastYear(turn) } as const;
    return answer(turn.books.desk.take(operation, bookingOf(turn, undefined)), turn);
  },
  "pay-surplus": (command, turn) => {
    const { books, standing } = turn;
    const { no } = command.member;
    // Who has left is on no list any more, and has her number still.
    const left = no === undefined ? undefined : books.members.byNo(standing.unit.id, no);
    const member: Member | Reply = left?.active === false ? left : memberMeant(command.member, turn, command);
    if (isReply(member)) return member;
    return answer(books.desk.take({ op: "pay-shu", member: member.id }, bookingOf(turn, command.date)), turn);
  },
};

const lastYear = ({ today }: CoopTurn): number => Number(today.slice(0, 4)) - 1;

/** The question that is asked before others are; undefined: she has said yes. */
function sure(question: string, draft: Command, { say, decided }: CoopTurn): Reply | undefined {
  if (decided["sure"] === "yes") return undefined;
  if (decided["sure"] === "no") return said(say.line("coop-year:not-now"));
  const options = [
    { id: "yes", label: say.line("coop-year:ask-others") },
    { id: "no", label: say.line("coop-year:wait") },
  ];
  return { kind: "which", question, options, draft, field: "sure" };
}

/** What each reserve gives, and what stays a loss. */
function coverText({ loss, from, left }: LossCover, year: number, { say }: CoopTurn): string {
  return [
    say.line("coop-year:loss.head", { year, amount: loss }),
    ...Object.entries(from)
      .filter(([, amount]) => amount > 0)
      .map(([fund, amount]) => say.line("coop-year:loss.from", { fund: say.line(`coop-year:fund.${fund}`), amount })),
    ...(left > 0 ? [say.line("coop-year:loss.left", { amount: left })] : []),
    say.line("coop-year:split.ask"),
  ].join("\n");
}

/** All funds, and what each member gets. */
function splitText({ surplus, funds, shares, unshared }: SurplusSplit, year: number, turn: CoopTurn): string {
  const { say, books, standing } = turn;
  const names = new Map(books.members.roster(standing.unit.id).map(({ no, name }) => [no, name]));
  return [
    say.line("coop-year:split.head", { year, amount: surplus }),
    ...Object.entries(funds)
      .filter(([, amount]) => amount > 0)
      .map(([fund, amount]) => say.line("coop-year:split.fund", { fund: say.line(`coop-year:fund.${fund}`), amount })),
    ...(unshared > 0 ? [say.line("coop-year:split.unshared", { amount: unshared })] : []),
    ...shares
      .slice(0, LIMITS.sharesShown)
      .map(({ no, total }) =>
        say.line("coop-year:split.member", { no: memberNo(no), name: names.get(no) ?? "", amount: total }),
      ),
    ...(shares.length > LIMITS.sharesShown
      ? [say.line("coop-year:split.more", { count: shares.length - LIMITS.sharesShown })]
      : []),
    say.line("coop-year:split.ask"),
  ].join("\n");
}
