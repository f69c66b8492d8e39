/** Pages of a code host. */
export interface HostLinks {
  /** What is in `to` and not in `from`. */
  compare(from: string, to: string): string;
  /** The release of a tag. */
  release(tag: string): string;
  /** A pull request, or merge request. */
  pull(number: number): string;
  /** A file as a tag or branch has it. */
  file(path: string, ref: string): string;
}

/** The pages of a repository; `web` is where people see it, as https://github.com/acme/shop. */
export function hostLinks(type: "github" | "gitlab", web: string): HostLinks {
  const base = web.replace(/\/+$/, "") + (type === "gitlab" ? "/-" : "");
  const release = type === "gitlab" ? "releases" : "releases/tag";
  const pull = type === "gitlab" ? "merge_requests" : "pull";
  return {
    compare: (from, to) => `${base}/compare/${encodeRef(from)}...${encodeRef(to)}`,
    release: (tag) => `${base}/${release}/${encodeURIComponent(tag)}`,
    pull: (number) => `${base}/${pull}/${number}`,
    file: (path, ref) => `${base}/blob/${encodeRef(ref)}/${encodeRef(path)}`,
  };
}

/** Slashes of a name stay: both hosts read them as part of it. */
function encodeRef(name: string): string {
  return encodeURI(name).replace(/[?#]/g, encodeURIComponent);
}
