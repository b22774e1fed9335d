/** What Kotak Suara offers to the rest of Rukun. The conversation with reporters and officers is built on this. */
export { type AuditAction, AuditChain, type ChainState, type SeenLine } from "./audit/chain.ts";
export { CaseStore, forget, type OfficerEvent, type OpenedCase, type Report, type Sealed } from "./cases/case-store.ts";
export { destroyDue, type Upkeep, upkeep } from "./cases/destruction.ts";
export type { Reader } from "./cases/items.ts";
export { Mailboxes, type Seen } from "./cases/mailboxes.ts";
export { type ArrivalKind, type Notice, statistics, takeNotices } from "./cases/notices.ts";
export { CaseParts, type CaseSetting } from "./cases/parts.ts";
export type { CaseRow, ListedCase } from "./cases/rows.ts";
export { type Waiting, waitingFor } from "./cases/waiting.ts";
export { officerDesk } from "./chat/officer/index.ts";
export { Safe } from "./chat/safe.ts";
export { wipe } from "./crypto/bytes.ts";
export { KeyPair } from "./crypto/keys.ts";
export { keyOfWords, wordsOfKey } from "./crypto/paper.ts";
export { inFours, newReceipt, type Random, readAlias, readCode, readReceipt, systemRandom } from "./crypto/random.ts";
export { LIMITS as SAFE_LIMITS } from "./limits.ts";
export { type OfficerEvents, type OfficersSide, safeguardingModule } from "./module.ts";
export { OFFICER_ROLE, type Officer, Officers } from "./officers/officers.ts";
export type { Recipient } from "./officers/recipients.ts";
export { type Trustee, Trustees } from "./officers/trustees.ts";
export {
  type Doing,
  type NewComplaint,
  OPEN_CATEGORIES,
  type OpenCategory,
  type OpenComplaints,
  type OpenParts,
  openComplaints,
} from "./open/index.ts";
export { type DutyKind, dueAt, type WorkCalendar } from "./rules/deadlines.ts";
export { CATEGORIES, type Category, type Severity, severityOf } from "./rules/severity.ts";
export type { ShownMonth } from "./rules/statistics.ts";
export { newCase, OUTCOMES, type Outcome, type Status } from "./rules/status.ts";
export { loadSafeSettings, type SafeSettings } from "./settings/load.ts";
export { isStale, type Referral, referralsFor } from "./settings/referrals.ts";
export { CodeSheets, type Unlocked } from "./vault/codes.ts";
export { copiedOn, copiesIn, copyVault, dropOldCopies } from "./vault/copies.ts";
export { isOpenToOthers, vaultPaths } from "./vault/paths.ts";
export { Vault } from "./vault/vault.ts";
