/** The HTTP server: health for whoever watches it, and the simulator's page and interface. */
export type { Health, Persona, SimulatorControl, WebLog } from "./control.ts";
export { createWeb, type Web, type WebOptions } from "./web.ts";
