import { CommandError } from "../../cli/command-error.ts";
import { planSecretsList } from "../../deploy/adapters/supabase.ts";
import { askCli } from "../../deploy/ask-cli.ts";
import { type DeployContext, entryOf } from "../../deploy/context.ts";
import { countPendingMigrations } from "../../deploy/migrations/count-pending.ts";
import { findBootFailures } from "../../deploy/probes/boot.ts";
import { type Diagnosis, ill } from "./diagnosis.ts";
import { describeFunctions, describeMigrations, describeSecrets, secretsList } from "./project-lines.ts";

/**
 * The project of an environment that does not announce: what is deployed there, its pending migrations, the names of its secrets. Nothing
 * where none of its components is Supabase's; asked with the CLI's login, because only the one that announces has a credential here.
 */
export async function examineProject(
  contexts: readonly DeployContext[],
  name: string,
): Promise<Diagnosis[]> {
  const deploys = contexts.flatMap((context) => {
    const { deploy } = entryOf(context);
    return deploy?.type === "supabase" ? [{ context, deploy }] : [];
  });
  const [first] = deploys;
  if (first === undefined) return [];
  const { context: { environment: { projectRef }, signal } } = first;
  if (projectRef === undefined) {
    const fix = `Add "project_ref" to ship.environments.${name} of version.json.`;
    return [
      ill(
        `project:${name}`,
        `${name} names no Supabase project, and ${first.context.component} is deployed there`,
        fix,
      ),
    ];
  }
  const names = [...new Set(deploys.flatMap(({ deploy }) => deploy.functions))].sort();
  const withMigrations = deploys.find(({ deploy }) => deploy.migrations)?.context;
  const [problems, pending, listed] = await Promise.all([
    findBootFailures(`https://${projectRef}.supabase.co`, names, signal),
    withMigrations === undefined ? undefined : countPendingMigrations(withMigrations).catch(asProblem),
    askCli(first.context, planSecretsList(first.context), secretsList),
  ]);
  return [
    ...names.length === 0 ? [] : [describeFunctions(problems, names)],
    ...pending === undefined ? [] : [describeMigrations(pending, `slipway migrate ${name}`)],
    describeSecrets(listed),
  ].map((diagnosis) => ({ ...diagnosis, name: `${diagnosis.name}:${name}` }));
}

/** What can't even be asked, as for a database address of another project. */
function asProblem(error: unknown): { problem: string } {
  if (error instanceof CommandError) return { problem: `${error.code}: ${error.message}` };
  throw error;
}
