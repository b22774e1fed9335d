import type { Module } from "./conversation/module.ts";
import { cooperativeModule } from "./cooperative/index.ts";
import { membershipModule } from "./membership/index.ts";
import { type Pack, programmeModule } from "./programme/index.ts";
import type { ModuleParts } from "./runtime.ts";

/** The domains of a programme, each plugged into the conversation in the same way. */
export function domainModules(pack: Pack): (parts: ModuleParts) => Module[] {
  return (parts) => {
    const others = [programmeModule({ ...parts, pack }), cooperativeModule({ ...parts, hours: pack.hours })];
    const keepers = others.flatMap(({ keeper }) => keeper ?? []);
    return [membershipModule({ ...parts, pack, keepers }), ...others];
  };
}
