import { Command } from "commander";
import { ROLES, type Role } from "../flow/definition.ts";
import { counted } from "../start/words.ts";
import { ZONE_NAMES, zoneShort } from "../zones.ts";
import type { CommandContext } from "./io.ts";
import { configOf } from "./io.ts";
import { withHome } from "./open.ts";
import type { AddOptions } from "./person/add.ts";
import { oneOf, pick, roleList } from "./person/pick.ts";
import { masked, table } from "./table.ts";

const LISTED = 100;
const ZONES = ZONE_NAMES.map(zoneShort).join(", ");

/** `rukun person add|list|role|merge`; all of it may be done while Rukun runs. */
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
    .action((who: string, options: { add: Role[]; remove: Role[] }) => role(context, who, options));
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
    .option("--role <roles...>", `what she is: ${ROLES.join(", ")}`, roleList, [])
    .option("--sex <sex>", "female, male or other", oneOf("female", "male", "other"))
    .option("--born <year>", "year of birth")
    .option("--village <name>", "her village; one of the programme's gives the time zone")
    .option("--zone <zone>", `her time zone: ${ZONES}`)
    .option("--unit <unit>", "her unit, by id or name")
    .option("--telegram <chat id>", "the number of her chat with the bot")
    .option("--whatsapp <phone>", "her WhatsApp number, or a JID")
    .option("--phone <phone>", "the same as --whatsapp")
    .action(async (options: AddOptions) => {
      const { add } = await import("./person/add.ts");
      add(context, options);
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
  const limit = Math.max(1, Math.trunc(Number(options.limit)) || LISTED);
  const { people, total } = withHome(configOf(io, home()).home, ({ sqlite }) =>
    listPeople(sqlite, { ...options, limit }),
  );
  const rows = people.map((one) => [
    one.id,
    one.name ?? "-",
    one.called ?? "-",
    one.roles.join(", ") || "-",
    one.village ?? "-",
    zoneShort(one.zone),
    one.status,
    one.addresses.map(masked).join(", ") || "no phone",
  ]);
  if (rows.length > 0)
    io.out(table(["ID", "NAME", "CALLED", "ROLES", "VILLAGE", "ZONE", "STATUS", "REACHED AT"], rows));
  const more = total > people.length ? ` (${people.length} shown; use --limit, --search)` : "";
  io.out(`${counted(total, "person", "people")}${more}.`);
}

async function role(
  { io, home }: CommandContext,
  who: string,
  { add, remove }: { add: Role[]; remove: Role[] },
): Promise<void> {
  const { Directory } = await import("../people/directory.ts");
  const { PeopleStore } = await import("../people/store.ts");
  const { inTransaction } = await import("../db/open.ts");
  const { randomId } = await import("../ids.ts");
  withHome(configOf(io, home()).home, (db) => {
    const { id } = pick(db.sqlite, who);
    const people = new PeopleStore(db.sqlite);
    const directory = new Directory(db, people, randomId);
    inTransaction(db.sqlite, () => {
      for (const one of add) directory.setRole(id, one, true, io.now());
      for (const one of remove) directory.setRole(id, one, false, io.now());
    });
    const { name = null, roles = [] } = people.person(id) ?? {};
    io.out(`${name ?? id}: ${roles.toSorted().join(", ") || "no role"}`);
  });
}
