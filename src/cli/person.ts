import { Command } from "commander";
import { GIVEN_ROLES, ROLES, type Role } from "../flow/definition.ts";
import { CARE_KINDS } from "../people/directory.ts";
import { counted } from "../start/words.ts";
import { ZONE_NAMES, zoneShort } from "../zones.ts";
import type { CommandContext } from "./io.ts";
import { configOf } from "./io.ts";
import { withHome } from "./open.ts";
import type { AddOptions } from "./person/add.ts";
import type { CareOptions } from "./person/care.ts";
import { oneOf, pick, roleList } from "./person/pick.ts";
import type { PinOptions } from "./person/pin.ts";
import { masked, table } from "./table.ts";

const LISTED = 100;
const HEADINGS = ["ID", "NAME", "CALLED", "ROLES", "VILLAGE", "ZONE", "STATUS", "LOOKED AFTER BY", "REACHED AT"];
const CONSENT = "how and when she agreed; needed for who is asked to report, unless she agreed in a chat";
const ZONES = ZONE_NAMES.map(zoneShort).join(", ");

/** `rukun person add|list|role|care|pin|merge`; all of it may be done while Rukun runs. */
export function personCommand(context: CommandContext): Command {
  const person = new Command("person").description("the people whom Rukun knows");
  addTo(person, context);
  listTo(person, context);
  person
    .command("role")
    .description("give a person a role, or take one")
    .argument("<who>", "her id, or her name")
    .option("--add <roles...>", "roles to give", roleList, [])
    .option("--remove <roles...>", "roles to take", roleList, [])
    .option("--consent <how>", CONSENT)
    .action((who: string, options: RoleOptions) => role(context, who, options));
  careTo(person, context);
  pinTo(person, context);
  person
    .command("merge")
    .description("make two records of one person one; without --yes it shows what would be done, and asks")
    .argument("<from>", "the record that ends: id or name")
    .argument("<into>", "the record that stays: id or name")
    .option("--yes", "do it without asking")
    .action(async (from: string, into: string, options: { yes?: true }) => {
      const { mergeCommand } = await import("./person/merge.ts");
      await mergeCommand(context, from, into, options.yes === true);
    });
  return person;
}

function addTo(person: Command, context: CommandContext): void {
  person
    .command("add")
    .description("write down a person who takes part")
    .requiredOption("--name <name>", "her name")
    .requiredOption("--called <words>", 'how she is addressed, e.g. "Ibu Sari"')
    .option("--role <roles...>", `what she is: ${GIVEN_ROLES.join(", ")}`, roleList, [])
    .option("--sex <sex>", "female, male or other", oneOf("female", "male", "other"))
    .option("--born <year>", "year of birth")
    .option("--village <name>", "her village; one of the programme's gives the time zone")
    .option("--zone <zone>", `her time zone: ${ZONES}`)
    .option("--unit <unit>", "her unit, by id or name: rukun unit list")
    .option("--consent <how>", `${CONSENT}, e.g. "form on paper, 1 Nov 2026"`)
    .option("--telegram <chat id>", "the number of her chat with the bot")
    .option("--whatsapp <phone>", "her WhatsApp number, or a JID")
    .option("--phone <phone>", "the same as --whatsapp")
    .action(async (options: AddOptions) => {
      const { add } = await import("./person/add.ts");
      add(context, options);
    });
}

function careTo(person: Command, context: CommandContext): void {
  person
    .command("care")
    .description("say whom a facilitator, kader or coordinator looks after; without options it tells")
    .argument("<carer>", "who looks after them: id or name")
    .option("--add <people...>", "whom she looks after from now on: ids or names", [])
    .option("--remove <people...>", "whom she does so no more", [])
    .option(
      "--kind <kind>",
      `as what: ${CARE_KINDS.join(", ")}; her role when she has one of these`,
      oneOf(...CARE_KINDS),
    )
    .action(async (carer: string, options: CareOptions) => {
      const { care } = await import("./person/care.ts");
      care(context, carer, options);
    });
}

function pinTo(person: Command, context: CommandContext): void {
  person
    .command("pin")
    .description("say whether somebody has a PIN and who cleared it when; --clear takes away one that she forgot")
    .argument("<who>", "her id, or her name")
    .option("--clear", "clear it; she is told, and sets a new one herself")
    .option("--by <who>", "with --clear: who of the staff is responsible for her and has spoken with her")
    .action(async (who: string, options: PinOptions) => {
      const { pin } = await import("./person/pin.ts");
      pin(context, who, options);
    });
}

type ListOptions = { role?: Role; village?: string; search?: string; limit: string };

function listTo(person: Command, context: CommandContext): void {
  person
    .command("list")
    .description("list people; of phone numbers only the last three digits are shown")
    .option("--role <role>", "only with this role", oneOf(...ROLES))
    .option("--village <name>", "only of this village")
    .option("--search <text>", "only with this in name or id")
    .option("--limit <n>", "how many at most", String(LISTED))
    .action((options: ListOptions) => list(context, options));
}

async function list({ io, home }: CommandContext, options: ListOptions): Promise<void> {
  const { listPeople } = await import("../people/list.ts");
  const { Directory } = await import("../people/directory.ts");
  const { PeopleStore } = await import("../people/store.ts");
  const { randomId } = await import("../ids.ts");
  const limit = Math.max(1, Math.trunc(Number(options.limit)) || LISTED);
  const { people, total, carers } = withHome(configOf(io, home()).home, (db) => {
    const found = listPeople(db.sqlite, { ...options, limit });
    const directory = new Directory(db, new PeopleStore(db.sqlite), randomId);
    return { ...found, carers: directory.carersOf(found.people.map(({ id }) => id)) };
  });
  const rows = people.map((one) => [
    one.id,
    one.name ?? "-",
    one.called ?? "-",
    one.roles.join(", ") || "-",
    one.village ?? "-",
    zoneShort(one.zone),
    one.status,
    carers
      .get(one.id)
      ?.map(({ name, kind }) => `${name} (${kind})`)
      .join(", ") ?? "-",
    one.addresses.map(masked).join(", ") || "no phone",
  ]);
  if (rows.length > 0) io.out(table(HEADINGS, rows));
  const more = total > people.length ? ` (${people.length} shown; use --limit, --search)` : "";
  io.out(`${counted(total, "person", "people")}${more}.`);
}

type RoleOptions = { add: Role[]; remove: Role[]; consent?: string };

async function role({ io, home }: CommandContext, who: string, options: RoleOptions): Promise<void> {
  const { Directory } = await import("../people/directory.ts");
  const { PeopleStore } = await import("../people/store.ts");
  const { inTransaction } = await import("../db/open.ts");
  const { randomId } = await import("../ids.ts");
  const { consentOf, recordByHand, refuseUnasked } = await import("./person/consent.ts");
  const how = consentOf(options.consent);
  withHome(configOf(io, home()).home, (db) => {
    const { id, called } = pick(db.sqlite, who);
    const people = new PeopleStore(db.sqlite);
    const directory = new Directory(db, people, randomId);
    if (how === undefined && directory.consents(id).service?.given !== true) refuseUnasked(called ?? who, options.add);
    inTransaction(db.sqlite, () => {
      for (const one of options.add) directory.setRole(id, one, true, io.now());
      for (const one of options.remove) directory.setRole(id, one, false, io.now());
      if (how !== undefined) recordByHand(directory, id, how, io.now());
    });
    const { name = null, roles = [] } = people.person(id) ?? {};
    io.out(`${name ?? id}: ${roles.toSorted().join(", ") || "no role"}`);
  });
}
