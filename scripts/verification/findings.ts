import type { VerificationResult } from "../deploy/verify.ts";
import { sha256 } from "../runtime.ts";
import type { Named } from "./due.ts";
import { storable } from "./record.ts";

/** What a schedule says of a component: everything that does not agree now. */
interface Finding {
  key: string;
  message: string;
  detail: Record<string, unknown>;
}

type State = Pick<VerificationResult, "probe" | "state" | "saw">;

/** The name under which a schedule's findings of a component are kept: what it does not name has healed, so each component has its own. */
export function sourceOf(environment: string, component: string): string {
  return `verify:${environment}:${component}`;
}

/**
 * Everything that does not agree: of the probes that were asked now what they saw, of the others what they saw last. A probe that may be skipped
 * is no finding when it was.
 */
export async function brokenProbes(
  { environment, component, build }: { environment: string; component: string; build: number },
  probes: readonly Named[],
  asked: readonly State[],
  latest: readonly State[],
): Promise<Finding[]> {
  const broken = probes.flatMap(({ probe, name }) => {
    const last = asked.find((one) => one.probe === name) ?? latest.find((one) => one.probe === name);
    if (last === undefined || last.state === "passed") return [];
    const isOptional = probe.type === "browser" && probe.optional;
    return last.state === "skipped" && isOptional ? [] : [last];
  });
  return await Promise.all(broken.map(async ({ probe, state, saw }) => ({
    key: await keyOf(probe),
    message: storable(
      `${component} ${build} in ${environment}: ${probe} ${state === "skipped" ? "was skipped: " : ""}${saw}`,
      1000,
    ),
    detail: { environment, component, build, state },
  })));
}

/** A key as Postgres takes it: a part of the name for people, and its digest. */
async function keyOf(name: string): Promise<string> {
  const shown = name.replaceAll(/[^A-Za-z0-9@/:._+-]+/g, "_").replace(/^[^A-Za-z0-9]+/, "").slice(0, 150);
  return `${shown || "probe"}:${(await sha256(name)).slice(0, 8)}`;
}
