import type { Outcome } from "../../../conversation/module.ts";
import { wipe } from "../../crypto/bytes.ts";
import { REPORT_LIMITS } from "../../limits.ts";
import type { CleanFile } from "./picture.ts";
import { fits, isLong } from "./story.ts";

export type FileKind = "photo" | "voice";
/** A file of a story; undefined while it is on its way, null when it could not be had. */
type Attached = { kind: FileKind; file: CleanFile | null | undefined; coming: Promise<void> };

/**
 * What somebody has told so far, in memory and nowhere else. Bytes are emptied when it is dropped, however late they
 * arrive; of texts JavaScript can only let go.
 */
export class Draft {
  private pieces: string[] = [];
  private attached: Attached[] = [];
  private dropped = false;
  /** Names about which she was asked already. */
  readonly askedAbout = new Set<string>();
  /** Her nomor simpanan, from the sealing until the end of the conversation. */
  receipt: Buffer | undefined;
  /** It was sealed: HAPUS does not reach it any more. */
  isSent = false;
  /** What sealing it came to: it is sealed once, however often it is asked for. */
  sealing: Promise<Outcome> | undefined;

  get isDropped(): boolean {
    return this.dropped;
  }

  get isEmpty(): boolean {
    return this.pieces.length === 0 && this.attached.every(({ file }) => file === null);
  }

  get texts(): readonly string[] {
    return this.pieces;
  }

  /** `full`: there is no room for it, and it was not taken. `long`: from now on it is divided. */
  addText(text: string): "text" | "long" | "full" {
    if (!fits(this.pieces, text)) return "full";
    const before = isLong(this.pieces);
    this.pieces.push(text);
    return isLong(this.pieces) && !before ? "long" : "text";
  }

  /** How many files it has, those on their way included. */
  get fileCount(): number {
    return this.attached.filter(({ file }) => file !== null).length;
  }

  get fileBytes(): number {
    return this.attached.reduce((sum, { file }) => sum + (file?.bytes.length ?? 0), 0);
  }

  countOf(kind: FileKind): number {
    return this.attached.filter((one) => one.kind === kind && one.file !== null).length;
  }

  /** Takes a file that is being fetched; what cannot be had, or is none that may be kept, is lost. */
  addFile(kind: FileKind, fetched: Promise<CleanFile | undefined>): void {
    const one: Attached = { kind, file: undefined, coming: Promise.resolve() };
    one.coming = fetched.then(
      (file) => this.arrived(one, file),
      () => this.arrived(one, undefined),
    );
    this.attached.push(one);
  }

  get isOnItsWay(): boolean {
    return this.attached.some(({ file }) => file === undefined);
  }

  /** Waits for the files that are on their way; gives how many could not be had, and forgets those. */
  async allHere(): Promise<number> {
    await Promise.all(this.attached.map(({ coming }) => coming));
    return this.forgetLost();
  }

  forgetLost(): number {
    const lost = this.attached.filter(({ file }) => file === null).length;
    this.attached = this.attached.filter(({ file }) => file !== null);
    return lost;
  }

  /** Copies of the files: sealing empties what it is given, also when it fails. */
  copiesOfFiles(): { mime: string; bytes: Buffer }[] {
    return this.attached.flatMap(({ file }) => (file == null ? [] : [{ ...file, bytes: Buffer.from(file.bytes) }]));
  }

  /** The story is sealed: nothing of it stays here. */
  forgetStory(): void {
    this.pieces = [];
    for (const { file } of this.attached) if (file != null) wipe(file.bytes);
    this.attached = [];
  }

  /** It is over: KELUAR, HAPUS, the end, or a quarter of an hour of silence. */
  drop(): void {
    this.dropped = true;
    this.forgetStory();
    if (this.receipt !== undefined) wipe(this.receipt);
    this.receipt = undefined;
  }

  private arrived(one: Attached, file: CleanFile | undefined): void {
    const fitsIn = file !== undefined && this.fileBytes + file.bytes.length <= REPORT_LIMITS.allFileBytes;
    if (fitsIn && !this.dropped) one.file = file;
    else {
      if (file !== undefined) wipe(file.bytes);
      one.file = null;
    }
  }
}

/** The drafts of all who are telling, by the key of their conversation. */
export class Drafts {
  private readonly all = new Map<string, Draft>();

  /** A new one, in place of an earlier one of this conversation. */
  begin(conversation: string): Draft {
    this.drop(conversation);
    const draft = new Draft();
    this.all.set(conversation, draft);
    return draft;
  }

  /** The draft of a conversation; a new one where it was lost. */
  of(conversation: string): Draft {
    return this.all.get(conversation) ?? this.begin(conversation);
  }

  /** Was the story of a conversation sealed already? */
  isSent(conversation: string): boolean {
    return this.all.get(conversation)?.isSent === true;
  }

  drop(conversation: string): void {
    this.all.get(conversation)?.drop();
    this.all.delete(conversation);
  }
}
