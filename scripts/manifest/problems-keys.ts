import { z } from "zod";

const name = z.string().optional().catch(undefined);

/** `ship.keys` of a manifest whose shape may be wrong. */
export const looseKeys = z.record(
  z.string(),
  z.object({ component: name, environment: name, secret: name, kind: name }).catch({}),
).optional().catch(undefined);

interface KeyFacts {
  ship: { keys?: z.infer<typeof looseKeys>; environments?: Readonly<Record<string, unknown>> };
  components: Readonly<Record<string, unknown>>;
}

/** What of `ship.keys` contradicts the rest; paths below `ship`. */
export function keyProblems({ ship, components }: KeyFacts): { path: PropertyKey[]; what: string }[] {
  const holders = new Map<string, string>();
  return Object.entries(ship.keys ?? {}).flatMap(([key, { component, environment, secret, kind }]) => {
    const at = (field: string) => ["keys", key, field];
    const place = JSON.stringify([environment, secret ?? kind]);
    const other = secret !== undefined || kind === "signing" ? holders.get(place) : undefined;
    holders.set(place, key);
    return [
      ...component !== undefined && !Object.hasOwn(components, component)
        ? [{ path: at("component"), what: `there is no component ${component}` }]
        : [],
      ...environment !== undefined && ship.environments !== undefined &&
          !Object.hasOwn(ship.environments, environment)
        ? [{ path: at("environment"), what: `there is no environment ${environment}` }]
        : [],
      ...other !== undefined
        ? [{ path: at(secret === undefined ? "kind" : "secret"), what: `the key ${other} is the same one` }]
        : [],
    ];
  });
}
