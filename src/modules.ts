import type { Module } from "./conversation/module.ts";
import { cooperativeModule } from "./cooperative/index.ts";
import { membershipModule } from "./membership/index.ts";
import { type Pack, programmeModule } from "./programme/index.ts";
import type { ModuleParts } from "./runtime.ts";
import { openComplaints, type SafeSettings, type Vault } from "./safeguarding/index.ts";

/** Kotak Suara's vault, and what the programme decided about it. */
export type KotakSuara = { settings: SafeSettings; vault: Vault };

/**
 * The domains of a programme, each plugged into the conversation in the same way. Without Kotak Suara nobody can report
 * in confidence, and what was complained of openly is still dealt with.
 */
export function domainModules(pack: Pack, kotakSuara?: KotakSuara): (parts: ModuleParts) => Module[] {
  return (parts) => {
    const others = [
      programmeModule({ ...parts, pack }),
      cooperativeModule({ ...parts, hours: pack.hours }),
      complaintsModule(parts, pack, kotakSuara),
    ];
    const keepers = others.flatMap(({ keeper }) => keeper ?? []);
    return [membershipModule({ ...parts, pack, keepers }), ...others];
  };
}

function complaintsModule(parts: ModuleParts, pack: Pack, kotakSuara: KotakSuara | undefined): Module {
  const calendar = { zone: pack.zone, holidays: kotakSuara?.settings.holidays ?? new Set<string>() };
  return { name: "safeguarding", ...openComplaints({ ...parts, calendar, hours: pack.hours }).module };
}
