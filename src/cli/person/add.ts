import { addressOf } from "../../channels/whatsapp/addresses.ts";
import type { Config } from "../../config.ts";
import { inTransaction } from "../../db/open.ts";
import { RukunError } from "../../errors.ts";
import type { Role } from "../../flow/definition.ts";
import { readPhone } from "../../flow/understand/phone.ts";
import { randomId } from "../../ids.ts";
import { Directory, type NewPerson } from "../../people/directory.ts";
import { PeopleStore } from "../../people/store.ts";
import type { CommandContext } from "../io.ts";
import { configOf } from "../io.ts";
import { withHome } from "../open.ts";
import { masked } from "../table.ts";
import { unitNamed } from "../unit-names.ts";
import { consentOf, recordByHand, refuseUnasked } from "./consent.ts";
import { filled, placeOf } from "./place.ts";

export type AddOptions = {
  name: string;
  called: string;
  role: Role[];
  sex?: "female" | "male" | "other";
  born?: string;
  village?: string;
  zone?: string;
  unit?: string;
  consent?: string;
  telegram?: string;
  whatsapp?: string;
  phone?: string;
};

const EARLIEST_BIRTH = 1900;

/** Adds a person and says who else uses her phone. */
export function add({ io, home }: CommandContext, options: AddOptions): void {
  const config = configOf(io, home());
  const now = io.now();
  withHome(config.home, (db) => {
    const people = new PeopleStore(db.sqlite);
    const directory = new Directory(db, people, randomId);
    const how = consentOf(options.consent);
    if (how === undefined) refuseUnasked(filled("--called", options.called), options.role);
    const given = personOf(options, config, directory, now);
    const shared = (given.addresses ?? []).filter(
      ({ channel, address }) => (people.at(channel, address)?.people.length ?? 0) > 0,
    );
    const id = inTransaction(db.sqlite, () => {
      const added = directory.add(given, now);
      if (how !== undefined) recordByHand(directory, added, how, now);
      return added;
    });
    io.out(`${given.called} (${given.name}) was added: ${id}`);
    if (how !== undefined) io.out(`Her consent to service and reports was written down: ${how}`);
    for (const at of shared) io.out(`${masked(at)} is used by somebody else too: Rukun will ask who is writing.`);
    if ((given.addresses ?? []).length === 0)
      io.out("She has no phone here: her kader or facilitator reports for her, or merge her when she writes herself.");
  });
}

function personOf(options: AddOptions, config: Config, directory: Directory, now: number): NewPerson {
  const { sex } = options;
  const { village, zone } = placeOf(options, config);
  const unitId = options.unit === undefined ? undefined : unitNamed(directory, options.unit).id;
  const birthYear = options.born === undefined ? undefined : yearOf(options.born, now);
  return {
    name: filled("--name", options.name),
    called: filled("--called", options.called),
    roles: options.role,
    zone,
    addresses: addressesOf(options),
    ...(sex === undefined ? {} : { sex }),
    ...(village === undefined ? {} : { village }),
    ...(unitId === undefined ? {} : { unitId }),
    ...(birthYear === undefined ? {} : { birthYear }),
  };
}

function yearOf(text: string, now: number): number {
  const year = Number(text);
  if (Number.isInteger(year) && year >= EARLIEST_BIRTH && year <= new Date(now).getUTCFullYear()) return year;
  throw new RukunError("person.born", "--born must be a year, e.g. --born 1984");
}

function addressesOf({ telegram, whatsapp, phone }: AddOptions): { channel: string; address: string }[] {
  const addresses = [];
  if (telegram !== undefined) addresses.push({ channel: "telegram", address: chatIdOf(telegram) });
  for (const number of new Set([whatsapp, phone]))
    if (number !== undefined) addresses.push({ channel: "whatsapp", address: whatsAppAddress(number) });
  return addresses;
}

function chatIdOf(text: string): string {
  const id = text.trim();
  if (/^[1-9]\d{2,19}$/.test(id)) return id;
  const how = "leave it out: when she writes to the bot she appears in rukun person list, and can be merged";
  throw new RukunError("person.telegram", `--telegram takes the number of her chat, not a name or phone; ${how}`);
}

/** The number as the WhatsApp channel keeps it: digits in the international form, or a LID. */
function whatsAppAddress(text: string): string {
  const known = text.includes("@") ? addressOf(text.trim()) : undefined;
  if (known !== undefined) return known;
  const reading = readPhone(text);
  if (reading.kind === "sure") return reading.value.slice(1);
  throw new RukunError("person.phone", "that is no mobile number: write it as 0812-3456-7890 or +62812...");
}
