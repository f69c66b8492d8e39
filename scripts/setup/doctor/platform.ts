import type { Output } from "../../cli/output.ts";
import { planSecretsList } from "../../deploy/adapters/supabase.ts";
import { askCli } from "../../deploy/ask-cli.ts";
import { createContext } from "../../deploy/context.ts";
import { countPendingMigrations } from "../../deploy/migrations/count-pending.ts";
import { findBootFailures } from "../../deploy/probes/boot.ts";
import { openGit } from "../../git/git.ts";
import { resolveProject } from "../../control-plane/project.ts";
import { resolveEnvironment } from "../../manifest/environment.ts";
import type { Workspace } from "../../manifest/load.ts";
import { slipwayFunctions } from "../files/own-files.ts";
import { placementIn } from "../files/plan-supabase.ts";
import { takeSnapshot } from "../find/snapshot.ts";
import { type Diagnosis, unknown, well } from "./diagnosis.ts";
import { describeFunctions, describeMigrations, describeSecrets, secretsList } from "./project-lines.ts";

/** What only the platform knows: migrations, functions, and the names of their secrets. */
interface PlatformReport {
  diagnoses: Diagnosis[];
  /** Undefined when they could not be asked. */
  secrets?: ReadonlySet<string>;
}

/**
 * Asks the platform behind `url`. A local one has no management API: its migrations are the package's own, and it takes its functions'
 * secrets from its own environment.
 */
export async function examinePlatform(
  workspace: Workspace,
  url: string,
  output: Output,
): Promise<PlatformReport> {
  const signal = AbortSignal.timeout(60_000);
  const isLocal = !url.startsWith("https:");
  const [functions, rest] = await Promise.all([
    examineFunctions(workspace, url, isLocal, signal),
    isLocal
      ? { diagnoses: [well("migrations", "a local platform: its migrations are the package's")] }
      : askPlatform(workspace, output, signal),
  ]);
  return { ...rest, diagnoses: [functions, ...rest.diagnoses] };
}

/** With the CLI's login: migrations and the names of secrets. */
async function askPlatform(
  { root, manifest }: Workspace,
  output: Output,
  signal: AbortSignal,
): Promise<PlatformReport> {
  const [component] =
    Object.entries(manifest.components).find(([, { deploy }]) => deploy?.type === "supabase") ?? [];
  if (component === undefined) {
    const what = "version.json has no component that deploys to Supabase";
    return { diagnoses: [unknown("migrations", what, "Run npx supabase db push --dry-run.")] };
  }
  const environment = resolveEnvironment(manifest);
  const project = await resolveProject(openGit(root), manifest, environment);
  const context = createContext(
    { workspace: { root, manifest }, environment, project, signal, output },
    component,
  );
  const [pending, listed] = await Promise.all([
    countPendingMigrations(context),
    askCli(context, planSecretsList(context), secretsList),
  ]);
  const names = "problem" in listed ? undefined : listed.value.secrets.map(({ name }) => name);
  return {
    diagnoses: [
      describeMigrations(pending, `slipway ship ${component}`),
      describeSecrets(listed),
    ],
    ...names === undefined ? {} : { secrets: new Set(names) },
  };
}

/** Slipway's own that every move needs, and what version.json deploys; a local platform serves only Slipway's. */
async function examineFunctions(
  { root, manifest }: Workspace,
  url: string,
  isLocal: boolean,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const own = slipwayFunctions();
  const prefix = isLocal ? "" : placementIn(await takeSnapshot(root)).prefix;
  const wanted = Object.values(manifest.components)
    .flatMap(({ deploy }) => deploy?.type === "supabase" ? deploy.functions : []);
  const names = [...new Set([`${prefix}announce`, `${prefix}push`, ...wanted])].filter((name) =>
    !isLocal || own.includes(name)
  );
  const problems = await findBootFailures(url, names.sort(), signal);
  return describeFunctions(problems, names);
}
