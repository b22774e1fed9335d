import { CaseStore } from "../cases/case-store.ts";
import { Mailboxes } from "../cases/mailboxes.ts";
import { CaseParts, type CaseSetting } from "../cases/parts.ts";

/** The cases, as those who report and those who read them reach them. */
export class Safe {
  readonly parts: CaseParts;
  readonly cases: CaseStore;
  readonly mailboxes: Mailboxes;

  constructor(setting: CaseSetting) {
    this.parts = new CaseParts(setting);
    this.cases = new CaseStore(this.parts);
    this.mailboxes = new Mailboxes(this.parts);
  }
}
