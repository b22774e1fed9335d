/** Kinds of media that a message can carry, in or out. */
export type MediaKind = "photo" | "voice" | "audio" | "video" | "document" | "sticker";

/** A numbered option of a question. The id comes back when it is tapped; the number or label when it is typed. */
export type Choice = {
  /** Opaque, 1-64 bytes, unique to the question that was asked. */
  id: string;
  /** At most 20 characters where a button shows it. */
  label: string;
};

/** What is sent, the same for every channel; each channel presents it in its own way (see `present.ts`). */
export type OutgoingBody = {
  text: string;
  choices?: readonly Choice[];
  /** A file made by Rukun (an export, later a PDF), by its name in the home's `files/` folder. */
  file?: { name: string; mime: string; path: string };
};
