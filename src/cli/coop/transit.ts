import { Journal } from "../../cooperative/journal/journal.ts";
import { Transfers } from "../../cooperative/transfers.ts";
import { Units } from "../../cooperative/units.ts";
import { counted } from "../../start/words.ts";
import { dateIn } from "../../zones.ts";
import { type CommandContext, configOf } from "../io.ts";
import { withHome } from "../open.ts";
import { table } from "../table.ts";

/** Lists what was sent and not received, of all units, oldest first. */
export function transit({ io, home }: CommandContext): void {
  withHome(configOf(io, home()).home, ({ sqlite }) => {
    const units = new Units(sqlite);
    const found = new Transfers({ sqlite, units, journal: new Journal(sqlite) }).inTransit();
    const name = (id: number) => units.byId(id)?.name ?? String(id);
    const rows = found.map(({ id, fromUnit, toUnit, amount, sentAt }) => {
      const zone = units.byId(fromUnit)?.zone ?? "Asia/Jakarta";
      return [String(id), name(fromUnit), name(toUnit), String(amount), dateIn(zone, sentAt)];
    });
    if (rows.length > 0) io.out(table(["ID", "FROM", "TO", "RUPIAH", "SENT"], rows));
    io.out(`${counted(rows.length, "transfer")} in transit.`);
  });
}
