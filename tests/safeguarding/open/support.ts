import type { HearContext, Module } from "../../../src/conversation/module.ts";
import { membershipModule } from "../../../src/membership/index.ts";
import type { ModuleParts } from "../../../src/module-parts.ts";
import { type OpenComplaints, openComplaints } from "../../../src/safeguarding/index.ts";
import { PROGRAMME, World } from "../../support/world.ts";

export const SARI = "7001";
export const DEWI = "7002";
export const WATI = "7003";
export const RATNA = "7004";
export const TINI = "7005";

/** A unit with a member, her facilitator, their coordinator, a manager and a protection officer. */
export class ComplaintWorld {
  readonly world: World;
  readonly complaints: OpenComplaints;
  readonly sari: string;
  readonly wati: string;

  private constructor(world: World, complaints: OpenComplaints) {
    this.world = world;
    this.complaints = complaints;
    const { directory } = world.runtime;
    directory.addUnit({ id: "melati", name: "Melati", village: "Sukamaju", zone: "Asia/Jakarta" });
    this.sari = world.add("Sari", SARI);
    const dewi = world.add("Dewi", DEWI, ["facilitator"]);
    this.wati = world.add("Wati", WATI, ["coordinator"]);
    world.add("Ratna", RATNA, ["manager"]);
    world.add("Tini", TINI, ["protection"]);
    directory.setCare(dewi, this.sari, "facilitator", true);
    directory.setCare(this.wati, dewi, "coordinator", true);
    directory.change(this.sari, { unitId: "melati" }, world.clock.now());
  }

  static async start(): Promise<ComplaintWorld> {
    let complaints: OpenComplaints | undefined;
    const modules = (parts: ModuleParts): Module[] => {
      const calendar = { zone: PROGRAMME.zone, holidays: new Set<string>() };
      complaints = openComplaints({ ...parts, calendar, hours: PROGRAMME.hours });
      const { module } = complaints;
      const pack = { villages: [], zone: PROGRAMME.zone, hours: PROGRAMME.hours };
      const membership = membershipModule({ ...parts, pack, keepers: [module.keeper] });
      return [membership, reporting(complaints), { name: "safeguarding", ...module }];
    };
    const world = await World.start({ modules });
    if (complaints === undefined) throw new Error("no module was made");
    return new ComplaintWorld(world, complaints);
  }
}

/** In place of the reporter's conversation: "keluh: ..." is a complaint about a service. */
const reporting = ({ openComplaint }: OpenComplaints): Module => ({
  name: "reporting",
  hear: (heard, context: HearContext) => {
    if (heard.kind !== "text" || !heard.text.startsWith("keluh: ")) return undefined;
    const { person } = context;
    openComplaint({ personId: person.id, category: 6, text: heard.text.slice(7) }, context);
    return "taken";
  },
});
