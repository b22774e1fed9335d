import { WebSocketClient } from "@whiskeysockets/baileys/lib/Socket/Client/websocket.js";
import { spellOutUnknownWords } from "./tokens.ts";

/**
 * Read before anything else in a process of Rukun (`--import`): the frames that a test sends to that process are given
 * to its newest client of WhatsApp, as if they had come decrypted. See `WhatsAppServer.joinedBy`.
 */
let newest: WebSocketClient | undefined;

const connect = WebSocketClient.prototype.connect;
WebSocketClient.prototype.connect = function (this: WebSocketClient) {
  newest = this;
  return connect.call(this);
};

await spellOutUnknownWords();
process.on("message", ([event, frame]: [string, unknown]) => void newest?.emit(event, frame));
// Waiting for a test is no reason to go on.
process.channel?.unref();
