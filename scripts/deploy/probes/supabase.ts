import { z } from "zod";
import { connect } from "../../control-plane/control-plane.ts";
import { readCredential } from "../../control-plane/credentials.ts";
import { planFunctionsList } from "../adapters/supabase.ts";
import { askCli } from "../ask-cli.ts";
import { type DeployContext, entryOf } from "../context.ts";
import { openGit } from "../../git/git.ts";
import { countPendingMigrations } from "../migrations/count-pending.ts";
import { findBootFailures } from "./boot.ts";
import type { ProbeResult } from "./probe-result.ts";

const functionsList = z.object({
  functions: z.array(z.object({
    slug: z.string(),
    status: z.string(),
    version: z.number(),
    /** Milliseconds since 1970. */
    updated_at: z.number(),
  })),
});

/**
 * Asks the project what is deployed there, as far as it can be asked: that no migration is pending (`supabase db push --dry-run`);
 * that each of the component's functions is active and was deployed after the commit was made (`supabase functions list`: the
 * platform keeps no commit beside a function, only the time); that the control plane answers; and that each function boots. A clock of
 * this machine that runs ahead of the platform's makes a deploy look old, so the answer names both times.
 */
export async function probeSupabase(context: DeployContext): Promise<ProbeResult> {
  const deploy = entryOf(context).deploy;
  if (deploy?.type !== "supabase") {
    return { isVerified: false, saw: 'is asked with { "type": "supabase" }, and its deploy is another' };
  }
  const problems = [
    ...deploy.migrations ? await pendingMigrations(context) : [],
    ...deploy.functions.length > 0 ? await staleFunctions(context, deploy.functions) : [],
  ];
  // Only worth a call once the platform says that everything is there.
  if (problems.length === 0) problems.push(...await findSilentParts(context, deploy.functions));
  return { isVerified: problems.length === 0, saw: problems.join("; ") || "is up to date" };
}

/** The control plane, and over https the functions: a local platform serves its own, not what was deployed. */
async function findSilentParts(context: DeployContext, functions: readonly string[]): Promise<string[]> {
  const credential = await readCredential(context.project, "any");
  try {
    await connect(credential).manifest();
  } catch (error) {
    return [`has no control plane that answers: ${error instanceof Error ? error.message : error}`];
  }
  if (!credential.url.startsWith("https:")) return [];
  return await findBootFailures(functionsAddress(context, credential.url), functions, context.signal);
}

/** Where the environment's functions are: its project may be another one than the control plane's. */
function functionsAddress({ environment: { projectRef } }: DeployContext, controlPlane: string): string {
  const isHosted = /^https:\/\/[a-z]{20}\.supabase\.co$/.test(controlPlane);
  return isHosted && projectRef !== undefined ? `https://${projectRef}.supabase.co` : controlPlane;
}

async function pendingMigrations(context: DeployContext): Promise<string[]> {
  const answer = await countPendingMigrations(context);
  if ("problem" in answer) return [answer.problem];
  return answer.value === 0 ? [] : [`has ${answer.value} pending migrations`];
}

async function staleFunctions(context: DeployContext, names: readonly string[]): Promise<string[]> {
  const answer = await askCli(context, planFunctionsList(context), functionsList);
  if ("problem" in answer) return [answer.problem];
  const committedAt = await commitTime(context);
  return names.flatMap((name) => {
    const found = answer.value.functions.find(({ slug }) => slug === name);
    if (found === undefined) return [`has no function ${name}`];
    if (found.status !== "ACTIVE") return [`has the function ${name} in the state ${found.status}`];
    if (found.updated_at >= committedAt) return [];
    const [deployed, committed] = [found.updated_at, committedAt].map((ms) => new Date(ms).toISOString());
    return [
      `deployed ${name} (version ${found.version}) last at ${deployed}, before the commit of ${committed}`,
    ];
  });
}

/** When the commit was made, in milliseconds since 1970; 0 without one. */
async function commitTime({ root, sha, signal }: DeployContext): Promise<number> {
  if (sha === "") return 0;
  const { stdout } = await openGit(root).run(["show", "--no-patch", "--format=%ct", `${sha}^{commit}`], {
    signal,
  });
  return Number(stdout) * 1000;
}
