import type { Output } from "../../cli/output.ts";
import { registrationFindings } from "../../bootstrap/registration.ts";
import { type BootstrapScope, stepsOf } from "../../bootstrap/scope.ts";
import { resolveProject } from "../../control-plane/project.ts";
import { createContext, type DeployContext } from "../../deploy/context.ts";
import { findBrowser } from "../../deploy/probes/browser-place.ts";
import { checkEnv } from "../../env-lists/check-env.ts";
import { openMemory } from "../../follow/memory.ts";
import { openGit } from "../../git/git.ts";
import { componentsOf, type Environment, environmentsOf } from "../../manifest/environment.ts";
import type { Workspace } from "../../manifest/load.ts";
import { probesIn } from "../../manifest/probe-kinds.ts";
import { httpFetch } from "../../runtime.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";
import { examineProgram } from "./program.ts";
import { examineProject } from "./project.ts";
import { examineRemoteBranch } from "./repository.ts";

/** Milliseconds that an address may take to answer. */
const limitMs = 10_000;

/**
 * Every environment of version.json: whether its branch is at the remote, its address answers, its project has what is deployed there, its
 * variables are as declared, and whether browser probes can run. What is asked of the one that announces anyway is not asked twice. Runs no
 * command of version.json.
 */
export async function examineEnvironments(workspace: Workspace, output: Output): Promise<Diagnosis[]> {
  const each = await Promise.all(
    environmentsOf(workspace.manifest).map((environment) => examineOne(workspace, environment, output)),
  );
  return each.flat();
}

async function examineOne(
  workspace: Workspace,
  environment: Environment,
  output: Output,
): Promise<Diagnosis[]> {
  const { manifest, root } = workspace;
  const git = openGit(root);
  const signal = AbortSignal.timeout(60_000);
  const { name, announces, url } = environment;
  const project = await resolveProject(git, manifest, environment);
  const keys = deployedIn(workspace, environment);
  const contexts = keys.map((key) => createContext({ workspace, environment, project, signal, output }, key));
  const found = await Promise.all([
    announces ? [] : examineRemoteBranch(git, environment.upstream, `branch:${name}`),
    url === undefined ? [] : examineAddress(name, url),
    announces ? [] : examineProject(contexts, name),
    examineVariables(contexts, name),
    examineBrowser(contexts, name),
    examineSystemd(workspace, name),
    examineRegistration({ workspace, environment, project, signal, output }),
  ]);
  return found.flat();
}

/** What is deployed there, and what a store ships from there. */
function deployedIn({ manifest }: Workspace, environment: Environment): string[] {
  return componentsOf(manifest, environment).filter((key) => Object.hasOwn(manifest.components, key));
}

/** Any answer will do: what is served there is for probes to judge. */
async function examineAddress(name: string, url: string): Promise<Diagnosis[]> {
  try {
    const answer = await httpFetch(url, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.timeout(limitMs),
    });
    await answer.body?.cancel();
    return [well(`address:${name}`, `${url} answers (${answer.status})`)];
  } catch {
    return [
      ill(
        `address:${name}`,
        `${url} does not answer within ${limitMs / 1000} s`,
        `Look whether it is up, or correct ship.environments.${name}.url of version.json.`,
      ),
    ];
  }
}

/** Required, recommended and forbidden variables of everything that is deployed there. */
async function examineVariables(contexts: readonly DeployContext[], name: string): Promise<Diagnosis[]> {
  const listed = contexts.filter(({ manifest, component }) =>
    manifest.components[component]?.env !== undefined
  );
  if (listed.length === 0) return [];
  const found = await Promise.all(listed.map((context) => checkEnv(context, { isReadingOnly: true })));
  const line = `env:${name}`;
  const refusals = found.flatMap((one) => one.refusals);
  const [first] = refusals;
  if (first !== undefined) {
    const more = refusals.length > 1 ? `; ${refusals.length - 1} more: slipway env check --env ${name}` : "";
    return [ill(line, `${first.message}${more}`, first.hint)];
  }
  const [unread] = found.flatMap(({ warnings }) => warnings).filter(({ code }) => code === "env_unreadable");
  return [
    unread === undefined
      ? well(line, `the variables of ${listed.map(({ component }) => component).join(", ")} are as declared`)
      : unknown(line, unread.message, `Run slipway env check --env ${name}.`),
  ];
}

/** Only where a page is looked at in a browser. One that may be missing is no failure. */
async function examineBrowser(contexts: readonly DeployContext[], name: string): Promise<Diagnosis[]> {
  const probes = contexts.flatMap(({ manifest, component, environment }) =>
    probesIn(environment, manifest.components[component]?.verify ?? [])
  ).filter(({ type }) => type === "browser");
  const [context] = contexts;
  if (probes.length === 0 || context === undefined) return [];
  const line = `browser:${name}`;
  const place = await findBrowser(context);
  if (!("missing" in place)) return [well(line, "Playwright and a Chromium are there")];
  const isOptional = probes.every((probe) => "optional" in probe && probe.optional === true);
  return [(isOptional ? unknown : ill)(line, place.missing, place.hint)];
}

/** Only where version.json says how registration is seen; a browser is not started for it. */
async function examineRegistration(scope: BootstrapScope): Promise<Diagnosis[]> {
  const asked = stepsOf(scope).flatMap(({ registration }) => registration ?? []);
  if (asked.length === 0) return [];
  const line = `registration:${scope.environment.name}`;
  if (asked.some(({ closed, first_user: user }) => closed.type === "browser" || user.type === "browser")) {
    return [
      unknown(line, "it is seen in a browser, which is not started here", "Run slipway bootstrap --dry-run."),
    ];
  }
  const found = await registrationFindings(scope);
  return found.length === 0
    ? [well(line, "closed to strangers, or nobody has registered yet")]
    : found.map(({ code, message, hint }) =>
      (code === "registration_open" ? ill : unknown)(line, message, hint ?? "")
    );
}

/** Where this very clone follows the environment's branch: what starts it again and again. */
async function examineSystemd({ root }: Workspace, name: string): Promise<Diagnosis[]> {
  if (await (await openMemory(openGit(root), name)).read() === null) return [];
  return [
    await examineProgram({
      ...{ name: `systemd:${name}`, command: "systemctl", args: ["--version"], least: [0, 0] },
      fix: `Start slipway follow ${name} --once in another way, as from cron.`,
    }),
  ];
}
