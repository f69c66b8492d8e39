import type { Environment } from "./environment.ts";
import type { Verify } from "./schema.ts";

/** Whether it tells one build from another. A probe of health agrees with every build, so it is no proof that one is out. */
export function provesBuild(probe: Verify): boolean {
  switch (probe.type) {
    case "supabase":
      return true;
    case "sql":
    case "browser":
      return false;
    default:
      return probe.json !== undefined || probe.regex !== undefined;
  }
}

/** The probes that are asked in an environment. */
export function probesIn({ name }: Pick<Environment, "name">, probes: readonly Verify[]): Verify[] {
  return probes.filter((probe) => probe.in === undefined || probe.in.includes(name));
}
