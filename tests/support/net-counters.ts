import { z } from "zod";
import type { LoadedStack } from "./loaded-stack.ts";

const kinds = z.object({ hint: z.number(), sweep: z.number(), other: z.number() });
const report = z.looseObject({
  counters: z.object({ sent: kinds, dropped: kinds, duplicated: kinds, delayed: kinds }),
});

/** What the pg_net double did with calls, by wake kind: the proof that a fault struck. */
export async function netCounters(on: LoadedStack) {
  return report.parse(await on.control(on.info.net.control_url)).counters;
}
