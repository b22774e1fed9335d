import type { Module } from "./conversation/module.ts";
import { cooperativeModule } from "./cooperative/index.ts";
import { membershipModule } from "./membership/index.ts";
import type { ModuleParts } from "./module-parts.ts";
import { type Pack, programmeModule } from "./programme/index.ts";
import {
  type OfficerEvents,
  Officers,
  officerDesk,
  openComplaints,
  Safe,
  type SafeSettings,
  safeguardingModule,
  systemRandom,
  type Vault,
} from "./safeguarding/index.ts";

/** What the programme decided about Kotak Suara, and the open vault of the home; without it nobody can report. */
export type KotakSuara = { settings?: SafeSettings | undefined; vault?: Vault | undefined };

/** The domains of a programme, each plugged into the conversation in the same way. */
export function domainModules(pack: Pack, kotakSuara: KotakSuara = {}): (parts: ModuleParts) => Module[] {
  return (parts) => {
    const programme = programmeModule({ ...parts, pack });
    const cooperative = cooperativeModule({ ...parts, hours: pack.hours });
    const safeguarding = safeguardingOf(parts, pack, kotakSuara);
    const keepers = [programme, cooperative, safeguarding].flatMap(({ keeper }) => keeper ?? []);
    // What an officer writes about a case ("tutup melati payung terbukti") must not be repeated by the cooperative, which has
    // some of the same words.
    return [membershipModule({ ...parts, pack, keepers }), safeguarding, programme, cooperative];
  };
}

/** A programme that decided nothing has neither holidays nor numbers of others who help. */
const UNDECIDED: SafeSettings = { holidays: new Set(), referrals: [] };

/** Those who tell, the officers who read, and what is complained of openly. */
function safeguardingOf(parts: ModuleParts, pack: Pack, { settings = UNDECIDED, vault }: KotakSuara): Module {
  const { zone, hours } = pack;
  const { sqlite } = parts.db;
  const { holidays, referrals, law } = settings;
  const random = systemRandom;
  const safe = vault === undefined ? undefined : new Safe({ sqlite, vault, zone, random });
  const open = openComplaints({ ...parts, calendar: { zone, holidays }, hours });
  const officers = ({ answered }: OfficerEvents) => {
    if (safe === undefined) return {};
    const { parts: cases } = safe;
    const officers = new Officers({ sqlite, vault: cases.vault, audit: cases.audit, random, newId: parts.newId });
    const speak = parts.sealed.speak;
    return officerDesk({ ...parts, cases, officers, holidays, referrals, zone, speak, answered });
  };
  const districtOf = (village: string) => pack.villages.find(({ name }) => name === village)?.district;
  const { openComplaint } = open;
  const given = { zone, hours, settings, districtOf, safe, law, openComplaint, officers, others: [open.module] };
  return safeguardingModule({ ...parts, ...given });
}
