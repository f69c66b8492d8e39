import { broadcast } from "./broadcast/broadcast.ts";
import { telegram } from "./chat/telegram/telegram.ts";

/** How an announcement goes out, by the transport's name in the database; pushes have a worker of their own. */
export const transports = { broadcast, telegram };
