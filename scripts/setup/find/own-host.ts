import type { Package, PackageJson } from "./package-json.ts";

/** Pages where code and packages are shown. */
const codeHosts =
  /(^|\.)(github\.com|github\.io|gitlab\.com|bitbucket\.org|codeberg\.org|sr\.ht|npmjs\.(com|org)|jsr\.io|unpkg\.com|readthedocs\.(io|org)|dev\.azure\.com)$/;

/** Where people find it: a homepage that no other package has as well, and that is not where its code lies. */
export function ownHost(found: PackageJson, packages: readonly Package[]): string | undefined {
  if (found.homepage === undefined) return undefined;
  const { host, hostname } = new URL(found.homepage);
  const isShared = packages.some(({ found: other }) =>
    other !== found && other.homepage !== undefined && new URL(other.homepage).host === host
  );
  return isShared || codeHosts.test(hostname) ? undefined : host;
}
