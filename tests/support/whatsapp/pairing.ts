import { createHmac } from "node:crypto";
import { type AuthenticationCreds, type BinaryNode, Curve, proto } from "@whiskeysockets/baileys";

/** WhatsApp's invitation to a new device: each `ref` is one QR code. */
export function pairDevice(refs: readonly string[]): BinaryNode {
  const content = refs.map((ref) => ({ tag: "ref", attrs: {}, content: Buffer.from(ref) }));
  return { tag: "iq", attrs: { type: "set", id: "pair-1" }, content: [{ tag: "pair-device", attrs: {}, content }] };
}

/** What comes when the phone has confirmed: its signature under the new device's key. */
export function pairSuccess(creds: AuthenticationCreds, phone: string): BinaryNode {
  const account = Curve.generateKeyPair();
  const details = proto.ADVDeviceIdentity.encode({ rawId: 1, timestamp: 1_790_000_000, keyIndex: 1 }).finish();
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: account.public,
    accountSignature: Curve.sign(
      account.private,
      Buffer.concat([Buffer.from([6, 0]), details, creds.signedIdentityKey.public]),
    ),
  }).finish();
  const hmac = createHmac("sha256", Buffer.from(creds.advSecretKey, "base64")).update(signed).digest();
  const content: BinaryNode[] = [
    {
      tag: "device-identity",
      attrs: {},
      content: proto.ADVSignedDeviceIdentityHMAC.encode({ details: signed, hmac }).finish(),
    },
    { tag: "platform", attrs: { name: "android" } },
    { tag: "device", attrs: { jid: `${phone}:7@s.whatsapp.net`, lid: "91100000000000:7@lid" } },
  ];
  return { tag: "iq", attrs: { type: "set", id: "pair-2" }, content: [{ tag: "pair-success", attrs: {}, content }] };
}
