import { z } from "zod";

/** What can be read from `ship.bootstrap` when its shape may be wrong. */
export const looseBootstrap = z.array(
  z.object({ in: z.array(z.string()).optional().catch(undefined) }).optional().catch(undefined),
).optional().catch(undefined);

type BootstrapFacts = readonly ({ in?: string[] } | undefined)[];

/** Steps of environments that there are not: they would never be done. */
export function bootstrapProblems(
  steps: BootstrapFacts | undefined,
  environments: readonly string[],
): { path: PropertyKey[]; what: string }[] {
  return (steps ?? []).flatMap((step, index) =>
    (step?.in ?? []).flatMap((name, place) =>
      environments.includes(name)
        ? []
        : [{ path: ["bootstrap", index, "in", place], what: `there is no environment ${name}` }]
    )
  );
}
