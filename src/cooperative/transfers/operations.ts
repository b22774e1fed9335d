import { type Handlers, NOBODY } from "../operations/operation.ts";
import type { Transfers } from "../transfers.ts";

/** Money between a unit and the head office, for the desk. Its second pair of eyes is the receiver. */
export function transferHandlers(transfers: Transfers): Handlers {
  return {
    transfer: {
      member: () => undefined,
      amount: ({ amount }) => amount,
      needs: () => NOBODY,
      perform: ({ to, amount }, booking) => transfers.send({ to, amount }, booking),
    },
    "transfer-end": {
      member: () => undefined,
      amount: ({ transfer }) => transfers.byId(transfer)?.amount,
      needs: () => NOBODY,
      perform: ({ transfer, received, repay }, booking) =>
        received
          ? transfers.receive(transfer, repay === undefined ? {} : { repay }, booking)
          : transfers.takeBack(transfer, "cash", booking),
    },
  };
}
