import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";

/** Everybody. */
export const everybody = 10_000;

/** `5%`, `2.5%`, `0.01%` as hundredths of a percent (bps, 0 to 10000). Undefined when it is no share. */
export function parseShare(text: string): number | undefined {
  const [, whole, fraction = ""] = /^(\d{1,3})(?:\.(\d{1,2}))?%$/.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const bps = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  return bps <= everybody ? bps : undefined;
}

/** 100 % is what a ship does anyway. */
export function shareOf(bps: number | undefined): number | undefined {
  return bps === everybody ? undefined : bps;
}

/** 2500 as `25%`. */
export function showShare(bps: number): string {
  return `${bps / 100}%`;
}

/** What comes after the first share: when, from now, in words that Postgres takes as an interval. */
export interface Step {
  bps: number;
  after: string;
}

const units: Record<string, string> = { m: "minutes", h: "hours", d: "days" };

/** `24h`, `30m`, `7d` as an interval for Postgres. Undefined when it is none. */
export function parseDuration(text: string): string | undefined {
  const [, amount, unit] = /^(\d{1,5})([mhd])$/.exec(text.trim()) ?? [];
  return amount !== undefined && unit !== undefined ? `${amount} ${units[unit]}` : undefined;
}

/** `5%,25%@24h,100%@72h`: the share now, and what is to come. Raises `steps_invalid`, which names every bad one. */
export function parseSteps(text: string): { bps: number; steps: Step[] } {
  const problems: string[] = [];
  const steps = text.split(",").map((part, index) => {
    const [share = "", duration] = part.split("@");
    const bps = parseShare(share);
    const after = duration === undefined ? undefined : parseDuration(duration);
    if (bps === undefined) problems.push(`"${part}" is no share, as 25%`);
    else if (index === 0 && duration !== undefined) {
      problems.push(`"${part}": the first share is that of now`);
    } else if (index > 0 && after === undefined) {
      problems.push(`"${part}" does not say when, as 25%@24h (m, h or d from now)`);
    }
    return { bps: bps ?? 0, after: after ?? "" };
  });
  if (problems.length > 0) {
    throw new CommandError(
      "steps_invalid",
      problems.join("; "),
      "For example --steps 5%,25%@24h,100%@72h",
      exitCode.usage,
    );
  }
  const [first, ...rest] = steps;
  return { bps: first?.bps ?? 0, steps: rest };
}
