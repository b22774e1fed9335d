import type { Module } from "./conversation/module.ts";
import { cooperativeModule } from "./cooperative/index.ts";
import { membershipModule } from "./membership/index.ts";
import { type Pack, programmeModule } from "./programme/index.ts";
import type { ModuleParts } from "./runtime.ts";
import { openComplaints } from "./safeguarding/index.ts";

/** The domains of a programme, each plugged into the conversation in the same way. */
export function domainModules(pack: Pack): (parts: ModuleParts) => Module[] {
  return (parts) => {
    const others = [
      programmeModule({ ...parts, pack }),
      cooperativeModule({ ...parts, hours: pack.hours }),
      complaintsModule(parts, pack),
    ];
    const keepers = others.flatMap(({ keeper }) => keeper ?? []);
    return [membershipModule({ ...parts, pack, keepers }), ...others];
  };
}

/** Without Kotak Suara what was complained of openly is still dealt with. */
function complaintsModule(parts: ModuleParts, pack: Pack): Module {
  const calendar = { zone: pack.zone, holidays: new Set<string>() };
  return { name: "safeguarding", ...openComplaints({ ...parts, calendar, hours: pack.hours }).module };
}
