import type { Finding } from "../../cli/command-error.ts";
import { baseEnvironment, createContext, type DeployContext } from "../../deploy/context.ts";
import { probesIn } from "../../manifest/probe-kinds.ts";
import { rideAlongs } from "../../manifest/ride-alongs.ts";

/** A session, or a run. */
type Scope = Parameters<typeof createContext>[0];

/**
 * What the environment's variables, and those that probes need of whoever ships, say against a deploy of the component and its ride-alongs.
 * `isReadingOnly`: no command of the repository is run.
 */
export async function guardEnv(
  scope: Scope,
  component: string,
  { isReadingOnly }: { isReadingOnly: boolean },
): Promise<{ refusals: Finding[]; warnings: Finding[] }> {
  const contexts = [component, ...rideAlongs(scope.workspace.manifest, component)]
    .filter((key) => Object.hasOwn(scope.workspace.manifest.components, key))
    .map((key) => createContext(scope, key));
  const unset = await Promise.all(contexts.slice(0, 1).map(missingForProbes));
  const listed = contexts.filter(({ manifest, component: key }) =>
    manifest.components[key]?.env !== undefined
  );
  if (listed.length === 0) return { refusals: unset.flat(), warnings: [] };
  const { checkEnv } = await import("../../env-lists/check-env.ts");
  const found = await Promise.all(listed.map((context) => checkEnv(context, { isReadingOnly })));
  return {
    refusals: [...unset.flat(), ...found.flatMap(({ refusals }) => refusals)],
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}

/** Variables that a probe sends or a script gets: without them the deploy would be out, and not proved. */
async function missingForProbes(context: DeployContext): Promise<Finding[]> {
  const { component, manifest, environment } = context;
  const probes = probesIn(environment, manifest.components[component]?.verify ?? []);
  if (probes.length === 0) return [];
  const { missingVariables } = await import("../../deploy/probes/fill.ts");
  const given = baseEnvironment(context);
  return [...new Set(probes.flatMap((probe) => missingVariables(probe, given)))].map((name) => ({
    code: "probe_variable_missing",
    message: `a probe of ${component} needs ${name}, which is not set`,
    hint: `Export ${name}; in CI as a secret.`,
    component,
  }));
}
