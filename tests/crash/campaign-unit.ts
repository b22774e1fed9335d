import { join } from "node:path";
import { HOUR, WEEK } from "../../src/clock.ts";
import type { Module } from "../../src/conversation/module.ts";
import { openDb } from "../../src/db/open.ts";
import { homePaths, packageRoot } from "../../src/home.ts";
import { randomId, sequentialIds } from "../../src/ids.ts";
import type { ModuleParts } from "../../src/module-parts.ts";
import { Directory } from "../../src/people/directory.ts";
import { PeopleStore } from "../../src/people/store.ts";
import { compose } from "../../src/programme/compose.ts";
import { loadPacks } from "../../src/programme/index.ts";
import { partsOf } from "../../src/programme/module.ts";
import { campaignPart } from "../../src/programme/socialisation/campaign/part.ts";
import { CampaignStore } from "../../src/programme/socialisation/campaign/store.ts";
import { dateIn, type Zone } from "../../src/zones.ts";

export const REACHED = 330;
/** They said BERHENTI, or have no phone. */
export const STOPPED = 6;
export const PHONELESS = 4;
export const CAMPAIGN = "c";
const FIRST_CHAT = 1_001;

export const chatOf = (n: number): number => FIRST_CHAT + n;

/** One in which midnight is far, so that nobody's hours end during the test. */
function zoneFor(now: number): Zone {
  const isNear = dateIn("Asia/Jakarta", now - HOUR) !== dateIn("Asia/Jakarta", now + HOUR);
  return isNear ? "Asia/Jayapura" : "Asia/Jakarta";
}

/** An audience, and a campaign to it that was approved and of which nothing has been done. */
export function makeAudience(home: string, now: number): void {
  const db = openDb(homePaths(home).database, join(packageRoot(), "drizzle"));
  const directory = new Directory(db, new PeopleStore(db.sqlite), sequentialIds("p"));
  const roles = ["beneficiary"] as const;
  db.sqlite.transaction(() => {
    for (let n = 0; n < REACHED + STOPPED + PHONELESS; n += 1) {
      const addresses = n < REACHED + STOPPED ? [{ channel: "telegram", address: `${chatOf(n)}` }] : [];
      const called = `Ibu Sari ${n}`;
      const id = directory.add({ name: called, called, zone: zoneFor(now), roles: [...roles], addresses }, now);
      if (n >= REACHED && n < REACHED + STOPPED)
        db.sqlite.prepare("UPDATE person SET status = 'stopped' WHERE id = ?").run(id);
    }
    new CampaignStore(db.sqlite).add({
      id: CAMPAIGN,
      programme: "melati",
      activity: "campaign",
      audience: "penerima",
      text: "besok ada pertemuan di balai desa.",
      filters: {},
      state: "sending",
      byPerson: null,
      approvedBy: null,
      createdAt: now,
      approvedAt: now,
      expiresAt: now + WEEK,
    });
  })();
  db.sqlite.close();
}

/** Nothing of the programme but its campaigns, and a coordinator who cannot make up her mind. */
export function hesitant(hours: { from: string; to: string }) {
  return (given: ModuleParts): Module => {
    const pack = loadPacks(packageRoot(), ["melati"]).packs.get("melati");
    if (pack === undefined) throw new Error("programmes/melati is not there");
    const part = campaignPart(partsOf({ ...given, pack: { ...pack, hours, beside: [] } }));
    let looks = 0;
    const plan = (now: number) => {
      looks += 1;
      const { state } = part.campaigns.find(CAMPAIGN);
      if (state === "sending" && looks % 5 === 4) part.campaigns.step(CAMPAIGN, "pause", randomId(), now);
      if (state === "paused") part.campaigns.step(CAMPAIGN, "resume", randomId(), now);
      part.plan?.(now);
    };
    return compose("programme", { campaign: { ...part, plan } });
  };
}
