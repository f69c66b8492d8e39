import type { Finding } from "../../cli/command-error.ts";
import type { Environment } from "../../manifest/environment.ts";
import { offHours } from "../../manifest/off-hours.ts";
import { now } from "../../runtime.ts";

/** What speaks against shipping the component to this environment: it is promoted to, or the hour. `reason` opens the hours. */
export function guardEnvironment(
  environment: Environment,
  component: string,
  reason: string | undefined,
): Finding[] {
  const { name, upstream, entry } = environment;
  const promoted = entry?.promote;
  const findings: Finding[] = promoted === undefined ? [] : [{
    code: "environment_is_promoted",
    message:
      `${name} gets what is promoted from ${promoted.from}: a ship's commit on ${upstream.branch} would be one that ${promoted.from} lacks`,
    hint: `Ship it where ${promoted.from} is deployed, then run slipway promote ${name}.`,
    component,
  }];
  if ((reason ?? "").trim() !== "") return findings;
  return [...findings, ...offHours({ name, windows: entry?.windows }, [component], new Date(now()))];
}
