import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { fields, type Git } from "./git.ts";

/**
 * What tells a repository from every other: where its remote is, as `github.com/acme/shop`, whichever protocol, user or token leads there; a
 * folder's path for a remote on this machine, and the clone's own path without a remote. A fork has another one.
 */
export async function repositoryIdentity(
  git: Git,
  remote: string,
): Promise<{ repository: string; hasRemote: boolean }> {
  const { stdout } = await git.run(["config", "--null", "--get-regexp", "^remote\\..*\\.url$"], {
    answers: [0, 1],
  });
  const urls = new Map(
    fields(stdout).map((line): [string, string] => {
      const end = line.indexOf("\n");
      return [line.slice(0, end), line.slice(end + 1)];
    }),
  );
  const url = urls.get(`remote.${remote}.url`);
  return url === undefined
    ? { repository: pathIdentity(git.root), hasRemote: false }
    : { repository: identityOf(url, git.root), hasRemote: true };
}

/** The same of an address as git takes it; `root` is what a relative path begins from. */
export function identityOf(url: string, root: string): string {
  const scp = /^(?:[^@/:\s]+@)?([^/:\s]+):(?!\/\/)(.+)$/.exec(url);
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol === "file:") return pathIdentity(decodeURIComponent(parsed.pathname));
  if (parsed !== null && parsed.hostname !== "") return named(parsed.hostname, parsed.pathname);
  // C:\repo is a path
  if (scp !== null && (scp[1]?.length ?? 0) > 1) return named(scp[1] ?? "", scp[2] ?? "");
  return pathIdentity(resolve(root, url));
}

function named(host: string, path: string): string {
  const plain = decodeURIComponent(path).replace(/^\/+|\/+$/g, "").replace(/\.git$/i, "");
  // hosts that tell upper from lower case in names are no known ones
  return `${host}/${plain}`.toLowerCase();
}

function pathIdentity(path: string): string {
  try {
    return realpathSync(path).replace(/\/\.git$/, "");
  } catch {
    return path;
  }
}
