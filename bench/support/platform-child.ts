/**
 * Takes messages as Telegram does, in a process of its own as Telegram is, and answers 429 to what is more than it allows
 * in any second. Argument: how many. Tells where it listens, then at each word how many it took and refused.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const allowed = Number(process.argv[2]);
const newest: number[] = [];
let [taken, refused] = [0, 0];

function isTooMany(now: number): boolean {
  while ((newest[0] ?? now) <= now - 1_000) newest.shift();
  return newest.length >= allowed;
}

const server = createServer((request, response) => {
  const method = request.url?.split("/").at(-1);
  request.resume();
  const ok = (result: unknown) => response.end(JSON.stringify({ ok: true, result }));
  const now = performance.now();
  if (method === "getUpdates") setTimeout(() => ok([]), 500);
  else if (method === "getMe") ok({ id: 7_000_000_001, is_bot: true, first_name: "Rukun", username: "rukun_bot" });
  else if (method !== "sendMessage") ok(true);
  else if (isTooMany(now)) {
    refused += 1;
    response.statusCode = 429;
    const parameters = { retry_after: 1 };
    response.end(JSON.stringify({ ok: false, error_code: 429, description: "Too Many Requests", parameters }));
  } else {
    newest.push(now);
    taken += 1;
    ok({ message_id: taken, date: 1, chat: { id: 1, type: "private" }, text: "" });
  }
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", () => process.send?.({ taken, refused }));
process.on("disconnect", () => process.exit());
