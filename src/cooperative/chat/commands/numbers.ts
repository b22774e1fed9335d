import { DAY } from "../../../clock.ts";
import { LIMITS } from "../../../limits.ts";
import type { CommandOf } from "../../commands/index.ts";
import { memberNo } from "../../members.ts";
import type { NumberChange } from "../../numbers/change.ts";
import { planLapse } from "../../numbers/duties.ts";
import { changeData, changeLine, supervisorsOf } from "../change-line.ts";
import { spare, tellRejected } from "../ended.ts";
import { answer } from "../notify.ts";
import type { Say } from "../say.ts";
import { tellEach, tellOne } from "../tell.ts";
import { bookingOf, type Carriers, type CoopTurn, notDone, type Reply, said } from "../turn.ts";
import { isReply, memberMeant } from "../whom.ts";

/** How far back the list of changes goes. */
const LISTED_MS = 90 * DAY;
/** A member's new telephone: two officers, a word to the old number, a wait. */
export const numberCommands: Carriers = {
  "change-number": (command, turn) => change(command, turn),
  "number-changes": (_, turn) => said(listText(turn)),
  "not-me": (_, turn) => stop(turn),
};

/** Telephone numbers are WhatsApp's addresses; whoever is played in the simulator stays in it. */
const phoneChannel = ({ context }: CoopTurn): string =>
  context.channel.startsWith("simulator-") ? "simulator-whatsapp" : "whatsapp";

function change(command: CommandOf<"change-number">, turn: CoopTurn): Reply {
  const { books, context, say, audience } = turn;
  const member = memberMeant(command.member, turn, command);
  if (isReply(member)) return member;
  const asked = books.numbers.ask(
    { member: member.id, channel: phoneChannel(turn), newAddress: command.phone, maker: context.person.id },
    context.now,
  );
  if (!asked.ok) return notDone(say.refusal(asked.refusal));
  const settings = books.setting(member.unit);
  planLapse({ duties: books.duties }, asked.change, settings.approvals.lapseDays);
  const reply = answer(
    books.desk.take({ op: "number-change", change: asked.change.id }, bookingOf(turn, undefined)),
    turn,
  );
  if (reply.kind !== "waiting") return reply;
  const others = supervisorsOf(books, member.unit).filter((person) => person !== context.person.id);
  tellEach(turn, others, (theirs) => changeLine(audience, asked.change, theirs));
  const data = { ...changeData(audience, asked.change, say), hours: settings.numberChangeHours };
  return { kind: "waiting", text: [say.line("coop-numbers:asked", data), reply.text].join("\n") };
}

/** Every change of the last months, whatever became of it. */
function listText(turn: CoopTurn): string {
  const { books, standing, say, audience, context } = turn;
  const { unit } = standing;
  const changes = books.numbers.since(unit.id, context.now - LISTED_MS).reverse();
  if (changes.length === 0) return say.line("coop-members:numbers.none", { unit: unit.name });
  return changes
    .slice(0, LIMITS.listedLines)
    .flatMap((one) => [changeLine(audience, one, say), ...whyLine(one, turn)])
    .join("\n");
}

/** What an officer gave as her reason not to change it. Without a no of her own she is the one who had agreed to it. */
function whyLine({ id, unit, state, checker }: NumberChange, { books, audience, say }: CoopTurn): string[] {
  const why = state === "refused" ? books.pendings.whyStopped(unit, id) : undefined;
  if (why === undefined) return [];
  const who = audience.nameOf(why.person ?? checker ?? "", say);
  return [say.line("coop-numbers:stopped-why", { who, reason: why.reason })];
}

/** BUKAN SAYA from the old number, or from herself on any phone: the change ends, and those who watch hear of it. */
function stop(turn: CoopTurn): Reply {
  const { books, context, say, audience } = turn;
  const stopped = [...atThisPhone(turn), ...ofHerself(turn)];
  for (const one of stopped) {
    endRequest(one, turn);
    const others = supervisorsOf(books, one.unit).filter((person) => person !== context.person.id);
    tellEach(turn, others, (theirs) => changeLine(audience, one, theirs));
  }
  if (stopped.length === 0) return notDone(say.line("coop-numbers:nothing-to-stop"));
  const names = stopped
    .map(({ member }) => books.members.member(member))
    .map((one) => `${one?.name} (${memberNo(one?.no ?? 0)})`);
  return said(say.line("coop-numbers:stopped", { name: names.join(", ") }));
}

/** Her officers' no while the wait runs: who has lost her old phone cannot say BUKAN SAYA from it. */
export function stopAgreed(no: number, reason: string, turn: CoopTurn): Reply | undefined {
  const { books, context, standing, say, audience } = turn;
  const request = books.pendings.byNo(standing.unit.id, no);
  if (request?.state !== "done" || request.operation.op !== "number-change") return undefined;
  const stopped = books.numbers.stop(request.operation.change);
  if (!stopped.ok) return undefined;
  const { change } = stopped;
  books.pendings.stopped(request.id, { person: context.person.id, reason, at: context.now });
  const others = [change.maker, change.checker ?? change.maker, ...supervisorsOf(books, change.unit)];
  const who = (theirs: Say) => audience.nameOf(context.person.id, theirs);
  tellEach(
    turn,
    others.filter((person) => person !== context.person.id),
    (theirs) =>
      [
        changeLine(audience, change, theirs),
        theirs.line("coop-numbers:stopped-why", { who: who(theirs), reason }),
      ].join("\n"),
  );
  // The old number was told that it would end.
  const member = books.members.member(change.member);
  if (member !== undefined && member.personId !== null)
    tellOne(turn, member.personId, (hers) => hers.line("coop-numbers:stopped", { name: member.name }));
  return said(say.line("coop-numbers:stopped-by-officer", changeData(audience, change, say)));
}

const atThisPhone = ({ books, context }: CoopTurn): NumberChange[] =>
  context.address === undefined ? [] : books.numbers.object(context.address.channel, context.address.address);

function ofHerself({ books, context }: CoopTurn): NumberChange[] {
  const hers = books.members.ofPerson(context.person.id);
  return hers.flatMap(({ unit, id }) =>
    books.numbers
      .open(unit)
      .filter(({ member }) => member === id)
      .flatMap((one) => {
        const result = books.numbers.stop(one.id);
        return result.ok ? [result.change] : [];
      }),
  );
}

/** What the others were asked for is over as well: who asked, and who was asked and has not answered, hear it. */
function endRequest({ id, unit }: NumberChange, turn: CoopTurn): void {
  const { books, context } = turn;
  const request = books.pendings
    .open(unit)
    .find(({ operation }) => operation.op === "number-change" && operation.change === id);
  if (request === undefined) return;
  books.pendings.end(request.id, "cancelled", context.now, null);
  tellRejected(request, turn);
  spare(request, "spared-by-no", turn);
}
