import process from "node:process";
import { expect, test } from "vitest";
import { type Figures, type Flood, flooded } from "./flooded.ts";

/** Above what the process has when it has connected to nobody. */
const mostMb = 64;
const mostLateMs = 50;
/** A time-out is a timer, on a machine that may be busy with other tests. */
const graceMs = 1_000;
/** So long a client tries to connect, whatever its requests wait for. */
const connectMs = 5_000;

/**
 * Tries each flood: memory, timers and requests stay within their bounds, and the server is told to calm down. The figures
 * are printed. Reads /proc.
 */
export function survives(
  floods: readonly Flood[],
  options: { seconds: number; timeoutMs: number; deno?: string },
): void {
  const { seconds, timeoutMs } = options;
  test.skipIf(process.platform !== "linux").for(floods)(
    "a flood of $name, $bytesPerSecond bytes a second, is survived",
    { timeout: 4 * (seconds * 1_000 + timeoutMs) + 60_000 },
    async (flood) => {
      let found = await flooded(flood, options);
      console.log(describe(flood, found));
      if (found.late_ms > mostLateMs) {
        // Once may be the machine's doing: a thread that this one waited for had no processor. Ours would be there again.
        found = await flooded(flood, options);
        console.log(`again: ${describe(flood, found)}`);
      }
      expect(found.above_idle_mb).toBeLessThanOrEqual(mostMb);
      expect(found.late_ms).toBeLessThanOrEqual(mostLateMs);
      expect(found.latestSettledMs).toBeLessThanOrEqual(timeoutMs + graceMs);
      const { answered, notProcessed, failed, timedOut, connections } = found;
      expect(answered + notProcessed + failed + timedOut).toBe(50 * connections);
      if (flood.name === "mute") {
        // Nobody was reached: all of them may be sent again, and well before their own time-out.
        expect(notProcessed).toBe(50 * connections);
        expect(found.latestSettledMs).toBeLessThanOrEqual(connectMs + graceMs);
      } else if (!isCheap(flood)) {
        expect(found.faults).toEqual(["enhance_your_calm"]);
      }
    },
  );
}

/** A body too long for its request, and what comes behind it: few frames, which cost us nothing but the reading. */
function isCheap({ name }: Flood): boolean {
  return name === "long DATA";
}

function describe({ name, bytesPerSecond, isDeaf }: Flood, found: Figures): string {
  const pace = bytesPerSecond === 0 ? "full speed" : `${bytesPerSecond / 1e6} MB/s`;
  const { above_idle_mb, late_ms, latestSettledMs, connections, faults } = found;
  return `flood of ${name}, ${pace}${
    isDeaf ? ", unread" : ""
  }: ${above_idle_mb} MB above idle, timers ${late_ms} ms late, ` +
    `requests settled after ${latestSettledMs} ms at most, ${connections} connections` +
    `${faults.length > 0 ? `, ended by ${faults.join(", ")}` : ""}`;
}
