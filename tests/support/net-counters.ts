import { z } from "zod";
import type { LoadedStack } from "./loaded-stack.ts";

/** Calls, by what they are for. */
export const callCounts = z.object({ hint: z.number(), sweep: z.number(), other: z.number() });
const report = z.looseObject({
  counters: z.object({ sent: callCounts, dropped: callCounts, duplicated: callCounts, delayed: callCounts }),
});

/** What the pg_net double did with calls, by wake kind: the proof that a fault struck. */
export async function netCounters(on: LoadedStack) {
  return report.parse(await on.control(on.info.net.control_url)).counters;
}
