/** What is wrong between us and WhatsApp, in words for the operator: no number, no person, no text, no key. */
export type Trouble = { code: string; what: string; how: string };

export const NOT_STORED: Trouble = {
  code: "whatsapp.not-stored",
  what: "Messages arrive from WhatsApp but cannot be stored. The connection is closed until they are; nothing is lost.",
  how: "See the log for the reason; most often the disk is full.",
};

export const OTHER_PROCESS: Trouble = {
  code: "whatsapp.other-process",
  what: "Another process uses the WhatsApp link of this home.",
  how: "End it. One that has crashed lets go by itself within half a minute.",
};

export const CONNECTING: Trouble = {
  code: "whatsapp.connecting",
  what: "The connection to WhatsApp is being made.",
  how: "Wait a moment.",
};

/** The connection is away and comes back by itself; after many tries in a row it is an alert. */
export function away(code: number | undefined): Trouble {
  return {
    code: "whatsapp.away",
    what: `There is no connection to WhatsApp${code === undefined ? "" : ` (${code})`}.`,
    how: "Check the connection to the internet. Rukun goes on trying by itself.",
  };
}
