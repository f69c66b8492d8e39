import { z } from "zod";
import { rpc } from "./rpc.ts";
import { registrationAnswerSchema } from "./wire.ts";

export const registerDevice = rpc("register_device", registrationAnswerSchema);
/** False when there was none. */
export const unregisterDevice = rpc("unregister_device", z.boolean());
