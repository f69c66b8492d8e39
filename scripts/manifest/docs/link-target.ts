import { posix } from "node:path";

/** Where a link of a file leads. */
interface Target {
  /** Below the root; the file itself for a fragment alone. */
  path: string;
  /** Without `#`; empty when there is none. */
  fragment: string;
  /** It began with `/`, which sites and code hosts read in different ways. */
  isAbsolute: boolean;
}

/**
 * Reads the target of a link. Null for what is not in the repository: another scheme, an address at the code host above the root, a template
 * that something else fills in.
 */
export function readTarget(file: string, written: string): Target | null {
  const target = written.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1").replaceAll("&amp;", "&").trim();
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith("//")) return null;
  if (/\{\{|\{%|\$\{|[<>]/.test(target)) return null;
  const hash = target.indexOf("#");
  const fragment = hash === -1 ? "" : decode(target.slice(hash + 1));
  const [address = ""] = (hash === -1 ? target : target.slice(0, hash)).split("?");
  const path = decode(address);
  if (path === "") {
    return address === target || hash === 0 ? { path: file, fragment, isAbsolute: false } : null;
  }
  const isAbsolute = path.startsWith("/");
  const normal = posix.normalize(isAbsolute ? path.slice(1) : posix.join(posix.dirname(file), path));
  if (normal === ".." || normal.startsWith("../")) return null;
  return { path: normal === "." ? "" : normal.replace(/\/$/, ""), fragment, isAbsolute };
}

/** What can't be decoded is taken as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
