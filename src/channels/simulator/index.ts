/** The simulator: phones of invented people in memory, and the two channels that reach them. */
export { createSimulatorChannel, createSimulatorChannels } from "./channel.ts";
export type { ChatMedia, ChatMessage, Look } from "./chat.ts";
export {
  channelName,
  type Exists,
  type HandItem,
  type HandResult,
  LOOKS,
  type News,
  SimulatorChats,
  type Whose,
} from "./chats.ts";
export { SIMULATOR_LIMITS } from "./limits.ts";
export { type MediaBytes, MediaStore } from "./media.ts";
