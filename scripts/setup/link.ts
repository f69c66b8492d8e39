import { actorName } from "../control-plane/actor.ts";
import { connect } from "../control-plane/control-plane.ts";
import { type Credential, credentialPath, writeCredentialFile } from "../control-plane/credentials.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { resolveEnvironment } from "../manifest/environment.ts";
import { resolveProject } from "../control-plane/project.ts";
import { openGit } from "../git/git.ts";
import type { Workspace } from "../manifest/load.ts";
import type { Manifest } from "../manifest/schema.ts";
import { hasPlatform, platformHint } from "../platform.ts";
import { type RunningStack, runningStacks } from "../stack/running.ts";

const start = "Start it in another terminal: npx --no slipway stack up";

/** Where ships of a project shall go. */
export interface Target {
  url: string;
  secretKey: string;
  publishableKey?: string;
}

/**
 * The local platform that this user has up for the repository: the one that was started in it, else the only one. Raises
 * `stack_missing` or `stack_ambiguous`.
 */
export async function localTarget(root: string): Promise<Target> {
  const stacks = await runningStacks();
  const isWithin = (folder: string, other: string) => `${folder}/`.startsWith(`${other}/`);
  const here = stacks.filter(({ folder }) => isWithin(folder, root));
  const [only, ...others] = here.length > 0 ? here : stacks;
  if (only === undefined) {
    throw new CommandError(
      "stack_missing",
      "no local platform of yours is up",
      hasPlatform()
        ? start
        : `Install it, then start it in another terminal: ${platformHint} && npx --no slipway stack up`,
    );
  }
  if (others.length > 0) throw ambiguous([only, ...others]);
  return { url: only.api_url, secretKey: only.secret_key, publishableKey: only.publishable_key };
}

function ambiguous(stacks: RunningStack[]): CommandError {
  const places = stacks.map(({ folder, api_url, pid }) => `${api_url} (process ${pid}, in ${folder})`).join(
    ", ",
  );
  return new CommandError(
    "stack_ambiguous",
    `${stacks.length} local platforms are up: ${places}`,
    "Stop the others, or give one's address: slipway link --url <address>",
    exitCode.usage,
  );
}

/** The address of the project that version.json names; undefined when it names none. */
export function hostedUrl(manifest: Manifest): string | undefined {
  const { projectRef: ref } = resolveEnvironment(manifest);
  return ref === undefined ? undefined : `https://${ref}.supabase.co`;
}

/**
 * Writes the credential file of a project, after the control plane there has answered with it. Raises CommandError `credential_refused`,
 * `control_plane_unreachable` and the like, and `project_other` (exit 5) when the control plane belongs to another repository, unless this one
 * adopts it; nothing is written then. Returns the path.
 */
export async function link(
  { root, manifest }: Workspace,
  { url, secretKey, publishableKey }: Target,
  { isAdopting }: { isAdopting: boolean },
): Promise<string> {
  mask.add(secretKey);
  const credential: Credential = {
    url: url.replace(/\/+$/, ""),
    key: secretKey,
    kind: "secret",
    source: "slipway link",
  };
  const environment = resolveEnvironment(manifest);
  const project = await resolveProject(openGit(root), manifest, environment);
  const control = connect(credential);
  await control.shipStatus(environment.name);
  // a clone without a remote is the same project as no other one
  if (project.hasRemote) {
    const { repository } = project;
    await control.linkRepository({ repository, adopt: isAdopting, actor: actorName() });
  }
  const path = credentialPath(project);
  await writeCredentialFile(path, {
    SLIPWAY_URL: credential.url,
    SLIPWAY_SECRET_KEY: secretKey,
    ...publishableKey ? { SLIPWAY_PUBLISHABLE_KEY: publishableKey } : {},
  }, project.repository);
  return path;
}
