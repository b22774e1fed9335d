/** Photos and voice notes: a reference inside the transaction, bytes after it. */
export { type Fetched, fetchChecked, fetchIntoMemory } from "./fetch.ts";
export { MediaFetcher, type MediaFetcherOptions } from "./fetcher.ts";
export { MediaFiles } from "./files.ts";
export { acceptable, type Sniffed, sniff } from "./sniff.ts";
export { type KeepMedia, type MediaRow, MediaStore, type WantedMedia } from "./store.ts";
export { sweepFiles } from "./sweep.ts";
