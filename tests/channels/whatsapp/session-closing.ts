import { createRequire } from "node:module";
import type { ProtocolAddress, SessionBuilder, SessionRecord, SignalStorage } from "libsignal";
import { silenceConsole } from "../../../src/channels/whatsapp/quiet.ts";

/** A process that lets the real libsignal open a session with a device, and then another one, which closes the first. */

type KeyPair = { privKey: Buffer; pubKey: Buffer };
type Curve = { generateKeyPair(): KeyPair; calculateSignature(privKey: Buffer, message: Buffer): Buffer };
type LibSignal = {
  curve: Curve;
  ProtocolAddress: typeof ProtocolAddress;
  SessionBuilder: typeof SessionBuilder;
};

if (process.argv[2] === "quiet") silenceConsole();
const {
  curve,
  ProtocolAddress: Address,
  SessionBuilder: Builder,
} = createRequire(import.meta.url)("libsignal") as LibSignal;

const me = curve.generateKeyPair();
const sessions = new Map<string, SessionRecord>();
const storage: SignalStorage = {
  loadSession: async (id) => sessions.get(id),
  storeSession: async (id, session) => void sessions.set(id, session),
  isTrustedIdentity: () => true,
  loadPreKey: async () => undefined,
  removePreKey: () => {},
  loadSignedPreKey: () => me,
  getOurRegistrationId: () => 1,
  getOurIdentity: () => me,
};

const her = curve.generateKeyPair();
const [signed, once] = [curve.generateKeyPair(), curve.generateKeyPair()];
const bundle = {
  registrationId: 2,
  identityKey: her.pubKey,
  signedPreKey: {
    keyId: 1,
    publicKey: signed.pubKey,
    signature: curve.calculateSignature(her.privKey, signed.pubKey),
  },
  preKey: { keyId: 1, publicKey: once.pubKey },
};
const builder = new Builder(storage, new Address("98765432109876", 0));
await builder.initOutgoing(bundle);
await builder.initOutgoing(bundle);
console.error("an error of a library");
process.stdout.write(`open: ${[...sessions.values()].every((one) => one.haveOpenSession())}\n`);
