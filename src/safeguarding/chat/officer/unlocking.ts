import type { Reach } from "../../../conversation/module.ts";
import { RukunError } from "../../../errors.ts";
import { LIMITS } from "../../limits.ts";
import type { Officer } from "../../officers/officers.ts";
import type { Unlocked } from "../../vault/codes.ts";
import type { Chat, Keyring } from "./keyring.ts";
import { clockIn } from "./moments.ts";
import { hasOwnPhone, operatorsFor, othersOf } from "./operators.ts";
import type { DeskSetting } from "./setting.ts";

/** A code that is to be tried once the message is stored. */
type Trial = { officer: Officer; code: string; chat: Chat; now: number; stopped: boolean };

/**
 * Tries codes after the commit, off the loop of events: Argon2id takes a third of a second. What comes of it is said
 * outside of the message.
 */
export class Unlocking {
  private readonly desk: DeskSetting;
  private readonly ring: Keyring;
  private readonly underWay = new Map<string, Trial>();
  private queued: Trial[] = [];
  private running: Promise<unknown> = Promise.resolve();

  constructor(desk: DeskSetting, ring: Keyring) {
    this.desk = desk;
    this.ring = ring;
  }

  isUnderWay(personId: string): boolean {
    return this.underWay.has(personId);
  }

  /** Puts a code in line; it is tried when the transaction is committed. */
  try(trial: Omit<Trial, "stopped">): void {
    const queued = { ...trial, stopped: false };
    this.underWay.set(trial.officer.personId, queued);
    this.queued.push(queued);
  }

  /** KUNCI while a code is tried: nothing is opened by it. */
  stop(personId: string): void {
    const trial = this.underWay.get(personId);
    if (trial !== undefined) trial.stopped = true;
  }

  committed(): void {
    for (const trial of this.queued.splice(0)) this.running = Promise.all([this.running, this.run(trial)]);
  }

  /** The transaction was taken back: the codes come again. */
  forget(): void {
    for (const { officer } of this.queued.splice(0)) this.underWay.delete(officer.personId);
  }

  /** Resolves when no code is being tried. */
  async settled(): Promise<void> {
    await this.running;
  }

  private async run(trial: Trial): Promise<void> {
    const { officer, code, now } = trial;
    try {
      const unlocked = await this.desk.officers.unlock(officer, code, now);
      this.underWay.delete(officer.personId);
      this.opened(trial, unlocked);
    } catch (error) {
      this.underWay.delete(officer.personId);
      // She is told, and tries again; nothing was opened.
      this.tell(officer, error instanceof RukunError && error.retryable ? "code.busy" : "code.trouble");
    }
  }

  private opened(trial: Trial, unlocked: Unlocked): void {
    const { officer } = trial;
    switch (unlocked.kind) {
      case "open":
        this.keep(trial, unlocked);
        break;
      case "wrong":
        this.tell(officer, "code.wrong", { left: unlocked.triesLeft });
        break;
      case "locked":
        this.tell(officer, unlocked.now ? "code.locked-now" : "code.locked");
        if (unlocked.now) this.alert(officer);
        break;
      default:
        this.tell(officer, `code.${unlocked.kind}`);
    }
  }

  /** Not when she locked meanwhile, or is an officer no more or with another key. */
  private keep({ officer, chat, now, stopped }: Trial, { keys, left }: Extract<Unlocked, { kind: "open" }>): void {
    const current = this.desk.officers.ofPerson(officer.personId);
    if (stopped || current === undefined || !current.publicKey.equals(officer.publicKey)) {
      keys.wipe();
      this.tell(officer, "code.stopped");
      return;
    }
    const until = clockIn(this.zoneOf(officer), this.ring.add(officer, keys, chat, now));
    this.tell(officer, left <= LIMITS.fewCodes ? "opened-few" : "opened", { until, left });
  }

  /** Five wrong codes: somebody may have taken her phone. */
  private alert({ personId }: Officer): void {
    const { desk } = this;
    const person = desk.people.person(personId);
    const name = person?.name ?? person?.called ?? "";
    desk.speak((reach) => {
      const others = othersOf(desk, personId).filter((other) => hasOwnPhone(desk, other));
      for (const other of others) tellAbout(reach, other, "alert.officer-locked", name);
      for (const operator of operatorsFor(desk))
        if (operator !== personId && !others.includes(operator))
          tellAbout(reach, operator, "alert.operator-locked", name);
    });
  }

  private tell({ personId }: Officer, key: string, data: Record<string, string | number> = {}): void {
    this.desk.speak((reach) => reach.tellSealed(personId, `petugas:${key}`, data));
  }

  private zoneOf({ personId }: Officer) {
    return this.desk.people.person(personId)?.zone ?? this.desk.zone;
  }
}

const tellAbout = (reach: Reach, to: string, key: string, name: string): boolean =>
  reach.tellSealed(to, `petugas:${key}`, { name }, { as: "initiated" });
