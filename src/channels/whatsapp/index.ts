export type { Alert } from "./alerts.ts";
export { keyOf } from "./key-file.ts";
export { type LinkHow, type LinkOptions, linkDevice, unlinkDevice } from "./link.ts";
export { type LinkedAs, linkedAs } from "./linked.ts";
export { WHATSAPP, WhatsAppChannel, type WhatsAppOptions } from "./whatsapp.ts";
