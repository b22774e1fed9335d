import { RukunError } from "../../errors.ts";
import { randomId } from "../../ids.ts";
import { type Merge, type MergedPerson, mergePeople, planMerge } from "../../people/merge.ts";
import { counted } from "../../start/words.ts";
import type { CommandContext } from "../io.ts";
import { configOf } from "../io.ts";
import { openHome } from "../open.ts";
import { pick } from "./pick.ts";

/** Shows what a merge would do, asks, and does it. */
export async function mergeCommand(context: CommandContext, from: string, into: string, yes: boolean): Promise<void> {
  const { io, home } = context;
  const { sqlite } = openHome(configOf(io, home()).home);
  try {
    const [fromId, intoId] = [pick(sqlite, from).id, pick(sqlite, into).id];
    for (const line of planLines(planMerge(sqlite, fromId, intoId))) io.out(line);
    if (!yes && !(await io.confirm("Merge them? It cannot be undone."))) {
      io.out("Nothing was changed. To do it: the same command with --yes.");
      return;
    }
    const done = mergePeople(sqlite, fromId, intoId, io.now(), randomId);
    io.out(`Done: ${who(done.from)} is now ${who(done.into)}.`);
  } catch (error) {
    throw error instanceof RukunError && error.code === "merge.same"
      ? new RukunError("merge.same", `"${from}" and "${into}" are the same record`)
      : error;
  } finally {
    sqlite.close();
  }
}

const who = ({ id, name, called }: MergedPerson) => `${name ?? called ?? "somebody without a name"} (${id})`;

function planLines(plan: Merge): string[] {
  const moved = [
    [plan.addresses, "phone"],
    [plan.reports, "weekly report"],
    [plan.care, "bond with a carer or member", "bonds with carers or members"],
    [plan.tickets, "ticket"],
    [plan.optOuts, "wish not to be written to", "wishes not to be written to"],
    [plan.media, "photo or voice note", "photos and voice notes"],
    [plan.events, "event of a programme", "events of a programme"],
    [plan.memberships, "membership of the cooperative", "memberships of the cooperative"],
  ].flatMap(([n, one, many]) => (n === 0 ? [] : [counted(Number(n), String(one), many?.toString())]));
  const lines = [`${who(plan.from)} ends and becomes ${who(plan.into)}:`];
  if (moved.length > 0) lines.push(`  go along: ${moved.join(", ")}`);
  if (plan.roles.length > 0) lines.push(`  new roles: ${plan.roles.join(", ")}`);
  if (plan.filled.length > 0) lines.push(`  taken over, since it is not known yet: ${plan.filled.join(", ")}`);
  for (const { what, kept, lost } of plan.givenUp) lines.push(`  ${what}: "${kept}" stays, "${lost}" is given up`);
  for (const { purpose, given } of plan.consents)
    lines.push(`  the newer word on ${purpose} was said there: ${given ? "yes" : "no"}`);
  if (plan.endsConversation) lines.push("  the conversation that was going on there ends");
  return lines;
}
