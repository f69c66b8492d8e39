import { exitCode } from "../cli/exit-code.ts";
import { planShell } from "../deploy/adapters/shell.ts";
import { createContext, type DeployContext, entryOf } from "../deploy/context.ts";
import { planDeploy } from "../deploy/deploy.ts";
import { runCommands } from "../deploy/run-commands.ts";
import { verify } from "../deploy/verify.ts";
import type { Workspace } from "../manifest/load.ts";
import type { Follower } from "./follower.ts";

/**
 * Loads what only a deploy or a probe needs, before anything runs: a deploy may well be `npm ci`, which replaces the very package that this
 * process would load it from.
 */
export async function loadEverything(): Promise<void> {
  await Promise.all([
    import("../deploy/probes/url.ts"),
    import("../deploy/probes/supabase.ts"),
    import("../supabase-cli.ts"),
  ]);
}

/**
 * Deploys one component of the commit that is checked out, on this machine, and asks its probes. What a ship would run over ssh runs here, in
 * the checkout. Raises `deploy_failed` (exit 9), `verification_failed` (exit 8).
 */
export async function deployHere(
  { environment, project, output, signal, root }: Follower,
  { manifest }: Workspace,
  component: string,
  sha: string,
): Promise<void> {
  const context = createContext(
    { workspace: { root, manifest }, environment, project, signal, output },
    component,
    {
      sha,
      resumeHint: `slipway follow ${environment.name} --once`,
    },
  );
  await runCommands(context, component, planHere(context), {
    code: "deploy_failed",
    what: `The deploy of ${component} build ${context.build}`,
    hint: "It is tried again by itself, later each time; a commit that fixes it is tried at once.",
    exitCode: exitCode.partial,
  });
  await verify(context, entryOf(context).verify, { build: context.build });
}

function planHere(context: DeployContext) {
  const { deploy } = entryOf(context);
  return deploy?.type === "ssh" ? [planShell(context, deploy.run)] : planDeploy(context);
}
