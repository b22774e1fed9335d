export type { TerminalCommand, TerminalCommands } from "./commands.ts";
export { TerminalChannel, type TerminalOptions, type TerminalTexts } from "./terminal.ts";
