import { Cron } from "croner";
import { expect, test } from "vitest";
import { manyRuns, offsetOf } from "../../../support/cron-lines.ts";
import { useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();
const hour = 3_600_000;

/**
 * The wall times are the library's, read as if they were UTC. What an instant each is: the first that shows it; where the clocks are put
 * forward over it, the one that would have shown it, for whoever asks before they jump.
 */
function due({ cron, tz, after }: { cron: string; tz: string; after: string }): string | undefined {
  const [, , day = "", , weekday = ""] = cron.split(" ");
  // Vixie cron asks for both days where one of them begins with a star; the library only where it is nothing but a star
  const domAndDow = day.startsWith("*") || weekday.startsWith("*");
  const lines = new Cron(cron, { timezone: "UTC", paused: true, domAndDow });
  const from = Date.parse(after);
  let best: number | undefined;
  let wall = lines.nextRun(new Date(from + offsetOf(tz, from) - 3 * hour))?.getTime();
  while (wall !== undefined && (best === undefined || wall < best + offsetOf(tz, best) + 3 * hour)) {
    const at = instantOf(tz, wall);
    const isShown = at + offsetOf(tz, at) === wall;
    if ((isShown ? at > from : wall > from + offsetOf(tz, from)) && (best === undefined || at < best)) {
      best = at;
    }
    wall = lines.nextRun(new Date(wall))?.getTime();
  }
  return best === undefined ? undefined : new Date(best).toISOString();
}

function instantOf(tz: string, wall: number): number {
  const before = wall - offsetOf(tz, wall - 24 * hour);
  const later = wall - offsetOf(tz, wall + 24 * hour);
  const shown = [before, later].filter((at) => at + offsetOf(tz, at) === wall);
  return shown.length === 0 ? before : Math.min(...shown);
}

test("promise 135: thousands of lines, zones and instants are due when a library of cron says so", () =>
  withDatabase(async ({ connect }) => {
    const runs = manyRuns(3000);
    const sql = connect();
    const rows = await sql<{ due: Date }[]>`
      select ship_private.next_run(run.value ->> 'cron', run.value ->> 'tz', (run.value ->> 'after')::timestamptz) as due
      from jsonb_array_elements(${sql.json(runs.map((run) => ({ ...run })))}) with ordinality as run
      order by run.ordinality`;
    const wrong = runs.map((run, index) => ({
      ...run,
      wanted: due(run),
      got: rows[index]?.due.toISOString(),
    }))
      .filter(({ wanted, got }) => wanted !== got);
    expect(wrong).toEqual([]);
  }));
