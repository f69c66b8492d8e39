import type { Git } from "../../git/git.ts";
import { repositoryIdentity } from "../../git/repository-identity.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { type HostLinks, hostLinks } from "./links.ts";

/** The pages of the repository, as version.json names its host, or as the remote's address says; null where nobody can tell. */
export async function repositoryLinks(git: Git, { ship }: Manifest): Promise<HostLinks | null> {
  const host = ship.release?.host;
  if (host !== undefined) return hostLinks(host.type, `${webOf(host)}/${host.repo}`);
  const { repository, hasRemote } = await repositoryIdentity(git, ship.remote);
  const [name = ""] = repository.split("/");
  const type = /(^|\.)github\./.test(name) ? "github" : /(^|\.)gitlab\./.test(name) ? "gitlab" : null;
  return !hasRemote || type === null ? null : hostLinks(type, `https://${repository}`);
}

/** Where people see what the API of a host serves: GitHub's is at api.HOST, Enterprise Server's and GitLab's below the host. */
function webOf({ type, api }: { type: "github" | "gitlab"; api?: string }): string {
  if (api === undefined) return type === "github" ? "https://github.com" : "https://gitlab.com";
  const { protocol, host, pathname } = new URL(api);
  const folder = pathname.replace(/\/api\/v\d+\/?$/, "").replace(/\/$/, "");
  return `${protocol}//${host.replace(/^api\./, "")}${folder}`;
}
