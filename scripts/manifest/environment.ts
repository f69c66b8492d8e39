import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { RemoteBranch } from "../git/remote.ts";
import type { Manifest } from "./schema.ts";
import type { EnvironmentEntry } from "./schema-environments.ts";

/** Where a command works. Resolved once, when it begins; nothing below reads `ship.environment` of the manifest. */
export interface Environment {
  /** As leases, deployments and `SLIPWAY_ENVIRONMENT` call it. */
  name: string;
  /** What is deployed there. */
  upstream: RemoteBranch;
  /** The hosted Supabase project; undefined where only an address is known. */
  projectRef: string | undefined;
  /** What is verified there is what everybody is told of. */
  announces: boolean;
  /** Its address, without a slash at the end. */
  url: string | undefined;
  /** What version.json says of it; undefined of the only environment in its short form. */
  entry: EnvironmentEntry | undefined;
}

type Shipping = Pick<Manifest, "ship">;

/** The environment that is called so, or the one that announces. Raises `environment_unknown` (exit 2), which names those there are. */
export function resolveEnvironment({ ship }: Shipping, name?: string): Environment {
  const all = environmentsOf({ ship });
  const found = name === undefined
    ? all.find(({ announces }) => announces)
    : all.find((each) => each.name === name);
  if (found !== undefined) return found;
  throw new CommandError(
    "environment_unknown",
    name === undefined ? "no environment announces" : `there is no environment ${name}`,
    `There are ${all.map((each) => each.name).join(", ")}: ship.environments of version.json.`,
    exitCode.usage,
  );
}

/** Every environment in the order of version.json; the one in the short form announces. */
export function environmentsOf({ ship }: Shipping): Environment[] {
  const { remote, environment, environments } = ship;
  if (environments === undefined) {
    const { name = "production", branch = "main", project_ref: projectRef } = environment ?? {};
    return [{
      name,
      upstream: { remote, branch },
      projectRef,
      announces: true,
      url: undefined,
      entry: undefined,
    }];
  }
  const isAlone = Object.keys(environments).length === 1;
  return Object.entries(environments).map(([name, entry]) => ({
    name,
    upstream: { remote, branch: entry.branch },
    projectRef: entry.project_ref,
    announces: entry.announces || isAlone,
    url: entry.url?.replace(/\/+$/, ""),
    entry,
  }));
}

/**
 * The environments whose branch is what is promoted into this one: where a commit is proved first. Usually one; none for an environment
 * without a promotion.
 */
export function environmentsBefore(manifest: Shipping, { name, entry }: Environment): Environment[] {
  const from = entry?.promote?.from;
  return environmentsOf(manifest).filter((each) => each.name !== name && each.upstream.branch === from);
}

/** What is deployed there: the declared components, else every one with a deploy; a store's app is shipped by its store. */
export function componentsOf(manifest: Pick<Manifest, "components">, { entry }: Environment): string[] {
  return entry?.components ??
    Object.entries(manifest.components).filter(([, { deploy }]) => deploy !== undefined).map(([key]) => key);
}

/** Where a target is, for this environment. */
export function targetAddress(
  { ship }: Shipping,
  { entry }: Environment,
  target: string,
): string | undefined {
  const own = entry?.targets;
  if (own !== undefined && Object.hasOwn(own, target)) return own[target]?.ssh;
  return Object.hasOwn(ship.targets, target) ? ship.targets[target]?.ssh : undefined;
}
