import { z } from "zod";
import { type EnvironmentFacts, looseEnvironments } from "./problems-environments.ts";
import { looseBootstrap } from "./problems-bootstrap.ts";
import { looseKeys } from "./problems-keys.ts";
import { looseEnv } from "./problems-probes.ts";
import { looseRelease, type ReleaseFacts } from "./problems-release.ts";

/** A list as it is written: what does not have the right shape keeps its place as undefined. */
type Listed<Item> = (Item | undefined)[];

/** What the rules between fields look at. Every manifest is one. */
export interface Facts {
  order: Listed<string>;
  ship: {
    targets: Record<string, { ssh?: string }>;
    message?: string;
    environment?: unknown;
    environments?: EnvironmentFacts;
    bootstrap?: z.infer<typeof looseBootstrap>;
    keys?: z.infer<typeof looseKeys>;
  };
  components: Record<string, {
    label?: string;
    kind?: string;
    paths: Listed<string>;
    mirrors: Listed<{ file: string; key?: string; regex?: string; flavor?: string; document?: number }>;
    deploy?: { type: string; target?: string; migrations?: boolean };
    ride_along: Listed<string>;
    verify: Listed<{ url?: string; regex?: string; in?: string[] }>;
    env?: z.infer<typeof looseEnv>;
    version?: string;
    release?: ReleaseFacts;
  }>;
}

/**
 * What can be read from a manifest whose shape is wrong: so the rules between fields are reported in the same run.
 * Never raises.
 */
export function looseFacts(value: unknown): Facts {
  const text = z.string().optional().catch(undefined);
  const texts = listOf(z.string());
  const component = z.object({
    label: text,
    kind: text,
    paths: texts,
    mirrors: listOf(
      z.object({
        file: z.string(),
        key: text,
        regex: text,
        flavor: text,
        document: z.number().optional().catch(undefined),
      }),
    ),
    deploy: z.object({ type: z.string(), target: text, migrations: z.boolean().optional().catch(undefined) })
      .optional().catch(undefined),
    ride_along: texts,
    verify: listOf(
      z.object({ url: text, regex: text, in: z.array(z.string()).optional().catch(undefined) }),
    ),
    env: looseEnv,
    version: text,
    release: looseRelease,
  }).catch({ paths: [], mirrors: [], ride_along: [], verify: [] });
  const targets = z.record(z.string(), z.object({ ssh: text }).catch({})).catch({});
  const facts = z.object({
    order: texts,
    ship: z.object({
      targets,
      message: text,
      environment: z.unknown().optional(),
      environments: looseEnvironments,
      bootstrap: looseBootstrap,
      keys: looseKeys,
    }).catch({ targets: {} }),
    components: z.record(z.string(), component).catch({}),
  }).catch({ order: [], ship: { targets: {} }, components: {} });
  return facts.parse(value);
}

function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item.optional().catch(undefined)).catch([]);
}
