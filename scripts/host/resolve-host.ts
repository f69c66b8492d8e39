import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { hostApi, readAgreed } from "../git/agreed.ts";
import type { Git } from "../git/git.ts";
import { repositoryIdentity } from "../git/repository-identity.ts";
import { env, sha256 } from "../runtime.ts";
import type { HostConfig, VouchedHost } from "./code-host.ts";
import { apiOf, hostOf, isCloud, refusal, validated } from "./config.ts";

/** Says that tokens go to this API; no branch can set it. */
const variable = "SLIPWAY_HOST_API";

/**
 * The host of this repository: what version.json says, else what the address of the remote says. Whether a token may go to what version.json
 * says is asked before one is read. Raises `host_unknown`, `host_config_invalid` (exit 5).
 */
export async function resolveHost(
  git: Git,
  remote: string,
  config: HostConfig | undefined,
): Promise<VouchedHost> {
  if (config !== undefined) return declared(git, remote, validated(config));
  const { repository, hasRemote } = await repositoryIdentity(git, remote);
  const found = hasRemote ? hostOf(repository) : null;
  if (found !== null) return vouched(found);
  throw refusal(
    "host_unknown",
    hasRemote
      ? `${repository} is not known as a repository of GitHub or GitLab`
      : `the clone has no remote ${remote}, so nothing says where its code is hosted`,
  );
}

/** A host that this clone or its environment names: nothing is left to ask. */
export function vouched(config: HostConfig): VouchedHost {
  return { ...config, vouch: () => Promise.resolve() };
}

/**
 * The host that a version.json names, for which something else has to speak before a token goes there: it is the cloud of its type, the host of
 * the clone's remote or of the CI job, what `SLIPWAY_HOST_API` says, or the API that was last agreed to with the commands of version.json.
 */
function declared(git: Git, remote: string, config: HostConfig): VouchedHost {
  return {
    ...config,
    async vouch() {
      if (isCloud(config) || isOfEnvironment(config)) return;
      const { repository, hasRemote } = await repositoryIdentity(git, remote);
      const [host] = hasRemote ? repository.split("/") : [];
      if (host === new URL(apiOf(config)).hostname) return;
      if ((await readAgreed(git))?.[hostApi] === await sha256(config.api ?? "")) return;
      throw untrusted(
        config,
        hasRemote && host ? `the remote ${remote} is at ${host}` : `there is no remote ${remote}`,
      );
    },
  };
}

/** Of a job on GitHub or GitLab, or set by whoever runs it. */
function isOfEnvironment(config: HostConfig): boolean {
  return [config.type === "github" ? "GITHUB_API_URL" : "CI_API_V4_URL", variable].some((name) =>
    env(name)?.replace(/\/+$/, "") === apiOf(config)
  );
}

function untrusted(config: HostConfig, why: string): CommandError {
  return new CommandError(
    "host_untrusted",
    `version.json sends the token of your code host to ${
      apiOf(config)
    }, which nothing of this clone names: ${why}`,
    `Who wrote ship.release.host? If the token may go there: ${variable}=${
      apiOf(config)
    } in your environment. It was sent nowhere.`,
    exitCode.refused,
  );
}
