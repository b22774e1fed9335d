import { expect, it } from "vitest";
import { z } from "zod";
import { action, type Module } from "../../src/conversation/module.ts";
import { contentWith } from "../support/content.ts";
import { membershipOnly, World } from "../support/world.ts";

const PAY = {
  "flows/test/pay.yaml": `
id: pay
for: anyone
start: { words: true }
remind: none
steps:
  - { ask: to, as: text }
  - do: pay.receipt
  - say: paid
`,
  "locales/id/pay.json": JSON.stringify({
    title: "Bayar",
    start: ["bayar dulu"],
    to: { ask: "Untuk siapa?" },
    paid: "Sudah dicatat.",
    receipt: "Kuitansi: Rp 20.000.",
    note: "Pesan biasa.",
  }),
};

/** Tells a receipt and a plain note to the named person, or to the one who writes. */
const payModule: Module = {
  name: "pay",
  actions: {
    "pay.receipt": action({
      args: z.object({ to: z.string() }),
      outcomes: ["ok"],
      run: ({ to }, { tell, person }) => {
        const id = to === "saya" ? person.id : to;
        tell(id, "pay:receipt", {}, { policy: "hold" });
        tell(id, "pay:note");
        return { outcome: "ok" };
      },
    }),
  },
};

it("holds what an action says must not come twice, and nothing else", async () => {
  const world = await World.start({
    content: contentWith(PAY),
    modules: (parts) => [...membershipOnly(parts), payModule],
  });
  world.add("Sari", "7001");
  const wati = world.add("Wati", "7002");
  const policies = (address: string) =>
    world.runtime.db.sqlite
      .prepare("SELECT body ->> 'text' AS text, policy FROM outbox WHERE address = ? ORDER BY id")
      .all(address);
  await world.send("7001", "bayar dulu");
  await world.send("7001", wati);
  expect(policies("7002")).toEqual([
    { text: "Kuitansi: Rp 20.000.", policy: "hold" },
    { text: "Pesan biasa.", policy: "resend" },
  ]);
  await world.send("7001", "bayar dulu");
  await world.send("7001", "saya");
  expect(policies("7001").slice(-3)).toEqual([
    { text: "Sudah dicatat.", policy: "resend" },
    { text: "Kuitansi: Rp 20.000.", policy: "hold" },
    { text: "Pesan biasa.", policy: "resend" },
  ]);
});
