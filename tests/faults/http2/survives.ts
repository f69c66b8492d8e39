import process from "node:process";
import { expect, test } from "vitest";
import { type Flood, flooded } from "./flooded.ts";

/** Above what the process has when it has connected to nobody. */
const mostMb = 64;
const mostLateMs = 50;
/** A time-out is a timer, on a machine that may be busy with other tests. */
const graceMs = 1_000;

/** Tries each flood: memory, timers and requests stay within their bounds; the figures are printed. Reads /proc. */
export function survives(
  floods: readonly Flood[],
  options: { seconds: number; timeoutMs: number; deno?: string },
): void {
  const { seconds, timeoutMs } = options;
  test.skipIf(process.platform !== "linux").for(floods)(
    "a flood of $name, $bytesPerSecond bytes a second, is survived",
    { timeout: 3 * (seconds * 1_000 + timeoutMs) + 60_000 },
    async (flood) => {
      const found = await flooded(flood, options);
      const { above_idle_mb, late_ms, latestSettledMs, connections, faults } = found;
      const pace = flood.bytesPerSecond === 0 ? "full speed" : `${flood.bytesPerSecond / 1e6} MB/s`;
      console.log(
        `flood of ${flood.name}, ${pace}${
          flood.isDeaf ? ", unread" : ""
        }: ${above_idle_mb} MB above idle, timers ` +
          `${late_ms} ms late, requests settled after ${latestSettledMs} ms at most, ${connections} connections` +
          `${faults.length > 0 ? `, ended by ${faults.join(", ")}` : ""}`,
      );
      expect(above_idle_mb).toBeLessThanOrEqual(mostMb);
      expect(late_ms).toBeLessThanOrEqual(mostLateMs);
      expect(latestSettledMs).toBeLessThanOrEqual(timeoutMs + graceMs);
      expect(found.answered + found.notProcessed + found.failed + found.timedOut).toBe(50 * connections);
    },
  );
}
