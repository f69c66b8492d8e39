import type postgres from "postgres";
import { elapsed, httpFetch, sleep } from "../../../scripts/runtime.ts";
import { rssMb } from "../usage.ts";

/** How far it was at a moment. */
export interface Sample {
  seconds: number;
  /** Devices whose answer is written. */
  answered: number;
  rssMb: number;
}

/** Looks twice a second at the newest announcement's progress and at the memory of a process, until told to stop. */
export function watchProgress(sql: postgres.Sql, pid: number) {
  const start = elapsed();
  const samples: Sample[] = [];
  let isOver = false;
  const watching = (async () => {
    for (let next = start; !isOver; next += 500) {
      const [row] = await sql`
        select coalesce(sum(device_count), 0)::int as answered
        from ship.push_runs
        where seq = (select max(seq) from ship.announcements)`;
      samples.push({
        seconds: (elapsed() - start) / 1000,
        answered: Number(row?.answered),
        rssMb: rssMb(pid),
      });
      await sleep(Math.max(0, next + 500 - elapsed()));
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return samples;
  };
}

/** Reads the manifest as an app does, ten times a second; milliseconds of each read. */
export function readManifests(url: string, key: string) {
  const times: number[] = [];
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      const start = elapsed();
      const answer = await httpFetch(url, { headers: { apikey: key } });
      await answer.text();
      if (!answer.ok) throw new Error(`The manifest answered ${answer.status}.`);
      times.push(elapsed() - start);
      await sleep(Math.max(0, start + 100 - elapsed()));
    }
  })();
  return async () => {
    isOver = true;
    await reading;
    return times;
  };
}

/** One tenth of the devices. */
interface Tenth {
  per_s: number;
  rss_mb: number;
}

/** The rate and the most memory in each tenth of the way: whether either changes as the run goes on. */
export function tenths(samples: Sample[], devices: number): Tenth[] {
  const timeAt = (answered: number) => {
    const at = samples.findIndex((sample) => sample.answered >= answered);
    const [before, after] = [samples[at - 1], samples[at]];
    if (!after) return samples.at(-1)?.seconds ?? 0;
    if (!before) return after.seconds;
    const share = (answered - before.answered) / (after.answered - before.answered);
    return before.seconds + share * (after.seconds - before.seconds);
  };
  return Array.from({ length: 10 }, (_, tenth) => {
    const [from, to] = [timeAt(devices * tenth / 10), timeAt(devices * (tenth + 1) / 10)];
    const within = samples.filter(({ seconds }) => seconds >= from && seconds <= to);
    return {
      per_s: Math.round(devices / 10 / (to - from)),
      rss_mb: Math.round(Math.max(...within.map((sample) => sample.rssMb))),
    };
  });
}
