import { z } from "zod";
import { type Action, type ActionContext, action } from "../conversation/module.ts";
import { PURPOSES, type Purpose } from "../people/directory.ts";
import { eraseEverything, isOfficer } from "./erase.ts";
import { type OwnData, ownData, plainText, writeOwnData } from "./own-data.ts";
import type { Parts } from "./parts.ts";
import { placeAnswers, placeOf, record } from "./register.ts";

/** UU 27/2022: to see, mend, take along, take back and erase what is kept about oneself. */
export function rightsActions(parts: Parts): Record<string, Action> {
  return {
    "rights.show": show(parts),
    "rights.fix": fix(parts),
    "rights.download": download(parts),
    "rights.consents": consents(parts),
    "rights.set-consent": setConsent(parts),
    "rights.withdraw": withdraw(parts),
    "rights.stays": stays(parts),
    "rights.erase": erase(parts),
  };
}

function show(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok"],
    gives: ["lines"],
    run: (_, { person }) => ({ outcome: "ok", data: { lines: plainText(parts, ownData(parts, person.id), "short") } }),
  });
}

function fix(parts: Parts): Action {
  return action({
    args: z.object({
      what: z.string(),
      more: z.string().nullish(),
      name: z.string().optional(),
      called: z.string().optional(),
      ...placeAnswers,
      sex: z.enum(["female", "male"]).optional(),
      born: z.number().int().optional(),
    }),
    outcomes: ["fixed"],
    writes: true,
    run: (args, { person, now }) => {
      const what = args.what === "more" ? args.more : args.what;
      const changes = {
        name: what === "name" ? { name: args.name ?? person.name } : {},
        called: what === "called" ? { called: args.called ?? person.called } : {},
        village: what === "village" ? placeOf(parts, args) : {},
        sex: what === "sex" && args.sex !== undefined ? { sex: args.sex } : {},
        born: what === "born" && args.born !== undefined ? { birthYear: args.born } : {},
      };
      parts.directory.change(person.id, Object.assign({}, ...Object.values(changes)), now);
      return { outcome: "fixed" };
    },
  });
}

function download(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["sent"],
    run: (_, { person, tell, newId, today }) => {
      const data: OwnData = ownData(parts, person.id);
      for (const file of writeOwnData(parts, data, newId(), today))
        tell(
          person.id,
          `membership:file.${file.kind}`,
          {},
          { file: { name: file.name, mime: file.mime, path: file.path } },
        );
      return { outcome: "sent" };
    },
  });
}

function consents(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok"],
    gives: ["purposes"],
    run: (_, { person }) => {
      const now = parts.directory.consents(person.id);
      const word = (key: string) => parts.texts.text(person.language, `membership:${key}`);
      const purposes = PURPOSES.map((id) => ({
        id,
        aliases: [word(`purpose.${id}`)],
        label: `${word(`purpose.${id}`)}: ${word(now[id]?.given === true ? "yes" : "no")}`,
      }));
      return { outcome: "ok", data: { purposes: [...purposes, { id: "done", label: word("done") }] } };
    },
  });
}

function setConsent(parts: Parts): Action {
  return action({
    args: z.object({ purpose, agree: z.string() }),
    outcomes: ["kept", "service-ended"],
    writes: true,
    run: (args, context) => ({ outcome: change(parts, context, args.purpose, args.agree === "yes") }),
  });
}

/** TARIK SETUJU with its purpose. */
function withdraw(parts: Parts): Action {
  return action({
    args: z.object({ purpose }),
    outcomes: ["kept", "service-ended"],
    writes: true,
    run: (args, context) => ({ outcome: change(parts, context, args.purpose, false) }),
  });
}

const purpose = z.enum(["service", "reports", "photo", "story", "sharing"]);

function change(parts: Parts, context: ActionContext, what: Purpose, given: boolean): "kept" | "service-ended" {
  record(parts, context, what, given, "agree");
  if (what !== "service" || given) return "kept";
  // Without it nothing may be asked or kept any more: as after BERHENTI, and she is told how to have all erased.
  const consents = parts.directory.consents(context.person.id);
  for (const other of PURPOSES) if (consents[other]?.given === true) record(parts, context, other, false, "agree");
  parts.directory.setOptOut(context.person.id, "all", true, context.now);
  parts.directory.change(context.person.id, { status: "stopped" }, context.now);
  return "service-ended";
}

/** Before HAPUS: what has to stay in other books, and why. */
function stays(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "officer"],
    gives: ["kept", "stays"],
    run: (_, { person }) => {
      if (isOfficer(parts, person.id)) return { outcome: "officer" };
      const sentences = (parts.keepers ?? []).flatMap((keeper) => keeper.stays(person.id, person.language) ?? []);
      return { outcome: "ok", data: { kept: sentences.length > 0, stays: sentences.join("\n") } };
    },
  });
}

function erase(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["erased"],
    writes: true,
    run: (_, context) => {
      eraseEverything(parts, context);
      return { outcome: "erased" };
    },
  });
}
