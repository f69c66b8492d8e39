import { elapsed, sleep } from "../../scripts/runtime.ts";

/** Waits until `probe` gives something other than undefined or false; raises with `what` after `ms`. */
export async function until<Value>(
  what: string,
  probe: () => Promise<Value | undefined | false> | Value | undefined | false,
  ms = 60_000,
): Promise<Value> {
  for (const deadline = elapsed() + ms;;) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (elapsed() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await sleep(20);
  }
}
