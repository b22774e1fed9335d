export { type Demo, loadDemo } from "./data.ts";
export { type DemoPersona, personas } from "./personas.ts";
export { makeDemoWorld } from "./world.ts";
