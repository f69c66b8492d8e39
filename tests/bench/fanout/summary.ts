import { percentile, round } from "../percentile.ts";
import type { Leg } from "./leg.ts";

/** One client over all rounds: medians; the most for memory and for what must not happen. */
export interface Summary extends Leg {
  /** Median over the rounds of its rate to that of the fetch loop in the same round: the machine's mood cancels out. */
  ratio_to_fetch: number;
}

/** `floor`: the fetch loop, round by round. */
export function summarize(legs: Leg[], floor: Leg[]): Summary {
  const median = (of: (leg: Leg) => number) => round(percentile(legs.map(of), 0.5));
  const most = (of: (leg: Leg) => number) => round(Math.max(...legs.map(of)));
  const ratios = legs.map((leg, at) => leg.pushes_per_s / (floor[at]?.pushes_per_s ?? NaN));
  return {
    pushes_per_s: Math.round(median((leg) => leg.pushes_per_s)),
    cpu_us_per_push: median((leg) => leg.cpu_us_per_push),
    peak_rss_mb: Math.round(most((leg) => leg.peak_rss_mb)),
    missed: most((leg) => leg.missed),
    duplicates: most((leg) => leg.duplicates),
    server_cpu_us_per_push: median((leg) => leg.server_cpu_us_per_push),
    server_busy: median((leg) => leg.server_busy),
    ratio_to_fetch: round(percentile(ratios, 0.5)),
  };
}

/** Lines for people. */
export function table(summaries: Record<string, Summary>): string[] {
  const row = (cells: string[]) =>
    "  " + cells.map((cell, at) => at === 0 ? cell.padEnd(16) : cell.padStart(10)).join("");
  return [
    row(["", "pushes/s", "to fetch", "µs CPU", "peak MB", "missed", "server"]),
    ...Object.entries(summaries).map(([name, leg]) =>
      row([
        name,
        String(leg.pushes_per_s),
        leg.ratio_to_fetch.toFixed(2),
        leg.cpu_us_per_push.toFixed(1),
        String(leg.peak_rss_mb),
        String(leg.missed),
        `${Math.round(leg.server_busy * 100)} %`,
      ])
    ),
  ];
}
