/**
 * What WhatsApp's refusal of one message means for it.
 * - `dead`: our number may not begin chats at present; never sent again, since each try makes the restriction longer.
 * - `once`: something between us and her phone was out of date; once more, with fresh keys, and then it is `refused`.
 * - `later`: nothing is wrong with it. At once again would be too many again.
 * - `unreachable`: nobody is at that address any more. Only where the code can mean nothing else: it ends all messages to her.
 * - `refused`: this message will not be taken, whatever the time.
 */
export type AckVerdict = "dead" | "once" | "later" | "refused" | "unreachable";

const VERDICTS: ReadonlyMap<string, AckVerdict> = new Map([
  // "Reach out" is locked, or her chat's token is missing: what a number under suspicion is told.
  ["463", "dead"],
  // The stanza is not valid: mostly an old session with one of her devices.
  ["479", "once"],
  // Too many at once, and WhatsApp's own troubles.
  ["429", "later"],
  ["500", "later"],
  ["503", "later"],
  ["404", "unreachable"],
  ["410", "unreachable"],
]);

/** The verdict on the code of `<ack class="message" error="...">`. A code never seen is a refusal. */
export function ackVerdict(code: string | number): AckVerdict {
  return VERDICTS.get(String(code)) ?? "refused";
}
