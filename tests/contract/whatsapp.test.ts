import { channelTo, linkedHome, NOW } from "../channels/whatsapp/support.ts";
import { WhatsAppServer } from "../support/whatsapp-server.ts";
import { channelContract } from "./contract.ts";
import type { ChannelHarness, HarnessSupport } from "./harness.ts";

const supports: HarnessSupport = {
  manyPeople: true,
  // A linked device has neither buttons nor a "later" with a time.
  taps: false,
  wait: false,
  lostReply: true,
  unreachable: true,
  refused: true,
  survivesRestart: true,
  fetchMedia: true,
  removes: true,
  // Of others' messages WhatsApp lets nobody delete any.
  removesHeard: false,
  protects: false,
};

async function whatsAppHarness(): Promise<ChannelHarness> {
  const server = await WhatsAppServer.start({ now: () => NOW });
  const home = linkedHome();
  const cannot = () => {
    throw new Error("WhatsApp cannot do this.");
  };
  return {
    supports,
    people: ["6281200000001", "98765432109876@lid"],
    waitMs: 0,
    open: () => channelTo(server, home),
    userSends: (person, text) => void server.userSends(person, text),
    userSendsBurst: (person, texts) => server.userSendsBurst(person, texts),
    userSendsUnknown: (person) => void server.userSendsContent(person, { contactMessage: { displayName: "Bu RT" } }),
    userSendsPhoto: (person, bytes) => void server.userSendsPhoto(person, bytes),
    userTaps: cannot,
    delivered: (person) => server.delivered(person).map(({ text }) => ({ text, buttons: [] })),
    lastFile: () => {
      const file = server.written.findLast(({ documentMessage }) => documentMessage != null)?.documentMessage;
      const bytes = file?.fileSha256;
      if (file?.fileName == null || !(bytes instanceof Uint8Array)) return undefined;
      return { name: file.fileName, sha256: Buffer.from(bytes).toString("hex") };
    },
    // Each is written once for every device.
    removed: () => new Set(server.written.flatMap(({ protocolMessage }) => protocolMessage?.key?.id ?? [])).size,
    isProtected: () => false,
    answerNext: (what) => {
      if (what === "refused") server.refuseNext("406");
      else if (what === "lost") server.loseNextAck();
      else cannot();
    },
    block: () => server.refuseNext("404"),
    close: () => server.close(),
  };
}

channelContract("WhatsApp", supports, whatsAppHarness);
