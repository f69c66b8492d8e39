import { z } from "zod";
import { rpc } from "./rpc.ts";

/** How many requests it added to the counts of this hour. */
export const recordKeyUsage = rpc("record_key_usage", z.int());
