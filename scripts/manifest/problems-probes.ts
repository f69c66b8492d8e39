import { z } from "zod";
import { isRelative } from "./probe-address.ts";
import type { EnvironmentFacts } from "./problems-environments.ts";

const text = z.string().optional().catch(undefined);
const names = z.array(z.string()).optional().catch(undefined);
const entries = z.array(
  z.union([z.string(), z.object({ name: z.string(), in: names })]).optional().catch(undefined),
).catch([]);

/** What can be read of a component's `env` when its shape may be wrong. */
export const looseEnv = z.object({
  source: z.object({ type: text, target: text }).catch({}),
  required: entries,
  recommended: entries,
  never: entries,
  rules: z.array(z.object({ in: names }).optional().catch(undefined)).catch([]),
}).optional().catch(undefined);

type EnvFacts = NonNullable<z.infer<typeof looseEnv>>;
type Entry = EnvFacts["required"][number];

interface Facts {
  ship: {
    environment?: unknown;
    environments?: EnvironmentFacts;
    targets: Readonly<Record<string, { ssh?: string }>>;
  };
  components: Readonly<
    Record<string, {
      verify: readonly ({ url?: string; in?: string[] } | undefined)[];
      env?: EnvFacts;
    }>
  >;
}

interface Place {
  /** Below `/components`. */
  path: PropertyKey[];
  what: string;
}

/** Probes and lists of variables that name environments or targets that there are not, and `{url}` where an environment has no address. */
export function probeProblems({ ship, components }: Facts): Place[] {
  const places: Place[] = [];
  const known = environmentNames(ship);
  const unknownIn = (path: PropertyKey[], wanted: readonly string[] | undefined) =>
    wanted?.forEach((name, index) => {
      if (!known.includes(name)) {
        places.push({ path: [...path, "in", index], what: `there is no environment ${name}` });
      }
    });
  for (const [key, { verify, env }] of Object.entries(components)) {
    verify.forEach((probe, index) => {
      const at = [key, "verify", index];
      unknownIn(at, probe?.in);
      if (probe?.url === undefined || !isRelative(probe.url)) return;
      const without = withoutAddress(ship, key).filter((name) => probe.in?.includes(name) ?? true);
      if (without.length === 0) return;
      const needed = without.map((name) => `ship.environments.${name}.url`).join(", ");
      places.push({ path: [...at, "url"], what: `{url} needs ${needed}` });
    });
    if (env === undefined) continue;
    for (const list of ["required", "recommended", "never", "rules"] as const) {
      env[list].forEach((entry, index) =>
        typeof entry === "object" && unknownIn([key, "env", list, index], entry.in)
      );
    }
    places.push(...contradictions(env, [key, "env"]), ...unitProblems(env, ship.targets, [key, "env"]));
  }
  return places;
}

/** What the environments are called, in either form. */
export function environmentNames({ environment, environments }: Facts["ship"]): string[] {
  if (environments !== undefined) return Object.keys(environments);
  const name: unknown = Reflect.get(Object(environment ?? {}), "name");
  return [typeof name === "string" ? name : "production"];
}

/** Environments that a component is deployed to and that have no address. */
function withoutAddress(ship: Facts["ship"], key: string): string[] {
  if (ship.environments === undefined) return environmentNames(ship);
  return Object.entries(ship.environments)
    .filter(([, { url, components }]) => url === undefined && (components?.includes(key) ?? true))
    .map(([name]) => name);
}

/** A variable that must be there and must not, in the same environment. */
function contradictions({ required, never }: EnvFacts, at: PropertyKey[]): Place[] {
  return never.flatMap((entry, index) => {
    const isSame = required.some((other) =>
      nameOf(entry) !== undefined && nameOf(other) === nameOf(entry) &&
      overlaps(whereOf(other), whereOf(entry))
    );
    return isSame ? [{ path: [...at, "never", index], what: `${nameOf(entry)} is required as well` }] : [];
  });
}

function nameOf(entry: Entry): string | undefined {
  return typeof entry === "string" ? entry : entry?.name;
}

function whereOf(entry: Entry): string[] | undefined {
  return typeof entry === "object" ? entry.in : undefined;
}

function overlaps(one: string[] | undefined, other: string[] | undefined): boolean {
  return one === undefined || other === undefined || one.some((name) => other.includes(name));
}

function unitProblems({ source }: EnvFacts, targets: Facts["ship"]["targets"], at: PropertyKey[]): Place[] {
  const { type, target } = source;
  if (type !== "ssh-unit" || target === undefined) return [];
  const path = [...at, "source", "target"];
  if (!Object.hasOwn(targets, target)) {
    return [{ path, what: `there is no target ${target} in /ship/targets` }];
  }
  return targets[target]?.ssh === undefined ? [{ path, what: `target ${target} has no ssh address` }] : [];
}
