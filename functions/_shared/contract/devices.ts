import { z } from "zod";
import { rpc } from "./rpc.ts";
import { registrationAnswerSchema } from "./wire.ts";

/** Over a limit: after how many seconds to come again. */
const refusedRegistrationSchema = z.object({ registered: z.literal(false), retry_after_s: z.int().min(1) });

export const registerDevice = rpc(
  "register_device",
  z.discriminatedUnion("registered", [registrationAnswerSchema, refusedRegistrationSchema]),
);
/** False when there was none. */
export const unregisterDevice = rpc("unregister_device", z.boolean());
