import process from "node:process";
import type { Output } from "../cli/output.ts";
import type { Project } from "../control-plane/credentials.ts";
import { componentOf } from "../manifest/component-of.ts";
import type { Environment } from "../manifest/environment.ts";
import type { Workspace } from "../manifest/load.ts";
import type { Component, Manifest } from "../manifest/schema.ts";

/** What is deployed, from where, and who listens. */
export interface DeployContext {
  /** The work tree that is deployed. */
  root: string;
  manifest: Manifest;
  component: string;
  build: number;
  version: string;
  /** The commit that is deployed; empty when there is none, as in a dry run. */
  sha: string;
  environment: Environment;
  /** Whose control plane it is. */
  project: Project;
  /** Ends what runs; its reason is what is then raised. */
  signal: AbortSignal;
  output: Output;
  /** Added to this process's environment, for everything that is started. */
  env: Record<string, string>;
  /** What to type once a failure is fixed. */
  resumeHint?: string;
  /** Which pending migrations are applied with the component; all of them when it is missing. */
  migrations?: "expand" | "contract" | "all" | "none";
}

/** Where something is deployed from and to, and who listens; a session is one, and a run. */
interface DeployScope {
  workspace: Pick<Workspace, "root" | "manifest">;
  environment: Environment;
  project: Project;
  signal: AbortSignal;
  output: Output;
}

/** The context of a component at the build that the manifest gives it, unless `given` says otherwise. Raises `component_unknown`. */
export function createContext(
  { workspace: { root, manifest }, environment, project, signal, output }: DeployScope,
  component: string,
  given: Partial<DeployContext> = {},
): DeployContext {
  const { build, version } = componentOf(manifest, component);
  return {
    root,
    manifest,
    component,
    build,
    version,
    sha: "",
    environment,
    project,
    signal,
    output,
    env: {},
    ...given,
  };
}

/** The way out when the shipped commit itself is wrong: `--resume` deploys that commit. */
export const newShip = "slipway ship --abandon, then ship again.";

/** The same for another component, at the build that the manifest gives it. */
export function contextFor(context: DeployContext, component: string): DeployContext {
  const { build, version } = componentOf(context.manifest, component);
  return { ...context, component, build, version };
}

/** What to type to go on: `slipway ship --resume` unless the context says otherwise. */
export function resumeHintOf(context: Pick<DeployContext, "resumeHint">): string {
  return context.resumeHint ?? "slipway ship --resume";
}

/** version.json's entry; raises `component_unknown`. */
export function entryOf({ manifest, component }: Pick<DeployContext, "manifest" | "component">): Component {
  return componentOf(manifest, component);
}

/** What every deploy, hook and rollback command is told. */
export function slipwayVariables(context: DeployContext): Record<string, string> {
  const deploy = entryOf(context).deploy;
  return {
    SLIPWAY_COMPONENT: context.component,
    SLIPWAY_BUILD: String(context.build),
    SLIPWAY_VERSION: context.version,
    SLIPWAY_SHA: context.sha,
    SLIPWAY_ENVIRONMENT: context.environment.name,
    SLIPWAY_TARGET: deploy !== undefined && "target" in deploy ? deploy.target ?? "" : "",
    /** The service's name on its host may differ from the component's. */
    SLIPWAY_UNIT: deploy?.type === "ssh" ? deploy.unit ?? context.component : context.component,
  };
}

/** Variables by which the Supabase CLI or libpq would find the database. Only `supabase db push` and `db query` see them, whatever is passed on. */
const databaseVariables = ["SLIPWAY_DB_URL", "SUPABASE_DB_URL", "SUPABASE_DB_PASSWORD", "PGPASSWORD"];

/**
 * Credentials of Slipway's own work, which a command of version.json has no part in: the control plane's, the store's,
 * and those of the host that keeps the code and runs CI. `ship.pass_environment` names those that a team's commands need all the same.
 */
const credentials: readonly RegExp[] = [
  /^SLIPWAY_/,
  /^ASC_/,
  /^(GITHUB|GH|GITLAB|BITBUCKET|CIRCLE|BUILDKITE_AGENT|AZURE_DEVOPS_EXT)_(ENTERPRISE_)?(TOKEN|PAT|ACCESS_TOKEN|PRIVATE_TOKEN)$/,
  /^(CI_JOB_TOKEN|CI_JOB_JWT.*|CI_REPOSITORY_URL|CI_REGISTRY_PASSWORD|CI_DEPLOY_PASSWORD|SYSTEM_ACCESSTOKEN)$/,
  /^ACTIONS_(RUNTIME|ID_TOKEN_REQUEST)_(TOKEN|URL)$/,
];

/** The store's credentials are what an archive uploads with. */
export interface EnvironmentOptions {
  isArchive?: boolean;
}

/** The whole environment of a command that is started: without credentials, but with the facts, `SLIPWAY_COMPONENT` and the like. */
export function commandEnvironment(
  context: DeployContext,
  { isArchive = false }: EnvironmentOptions = {},
): Record<string, string> {
  const passed = context.manifest.ship.pass_environment;
  // Set by an outer `npm --silent`: an npm of the deploy would fail without a word.
  const isMute = (name: string) => name === "npm_config_loglevel" && process.env[name] === "silent";
  const isHidden = (name: string) =>
    databaseVariables.includes(name) || isMute(name) ||
    !(name in context.env) && !passed.includes(name) && !(isArchive && name.startsWith("ASC_")) &&
      credentials.some((pattern) => pattern.test(name));
  const inherited = Object.entries(baseEnvironment(context)).filter(([name]) => !isHidden(name));
  return { ...Object.fromEntries(inherited), ...slipwayVariables(context) };
}

/** This process's environment and the context's. */
export function baseEnvironment({ env }: Pick<DeployContext, "env">): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]]
  );
  return { ...Object.fromEntries(own), ...env };
}
