import { refuseAll } from "../../cli/command-error.ts";
import type { CodeHost, HostAsset, HostRelease } from "../../host/code-host.ts";
import type { AssetFile } from "./assets/asset.ts";

/**
 * Brings every file to a release that does not have it, one after the other, and looks that those which it has are the same ones; where the
 * host computes no digest, by reading them back. How many were sent. Raises `asset_differs` and, of a release that nobody can change any more,
 * `release_is_immutable` (exit 5), both with every file, before anything is sent.
 */
export async function bringFiles(
  host: CodeHost,
  release: HostRelease,
  files: readonly AssetFile[],
): Promise<number> {
  const there = await host.listAssets(release);
  const findings = await Promise.all(files.map(async (file) => {
    const asset = assetOf(there, file);
    if (asset === undefined) return release.isImmutable ? immutable(release, file) : [];
    if (!asset.isComplete || await isSame(host, asset, file)) return [];
    return release.isImmutable ? immutable(release, file) : differs(asset, file);
  }));
  if (findings.flat().length > 0) throw refuseAll("release_refused", findings.flat());
  const missing = files.filter((file) => assetOf(there, file)?.isComplete !== true);
  for (const file of missing) {
    const sent = { name: file.name, path: file.path, contentType: contentTypeOf(file.name) };
    const asset = await host.uploadAsset(release, sent);
    if (!await isSame(host, asset, file)) throw refuseAll("asset_differs", differs(asset, file));
  }
  return missing.length;
}

/** A name with special characters is changed by the host; the label keeps it. */
export function assetOf(assets: readonly HostAsset[], { name }: AssetFile): HostAsset | undefined {
  return assets.find((asset) => asset.name === name || asset.label === name);
}

/**
 * Where people download a file once its release is published. While it is a draft, GitHub names the draft in the address in place of the tag:
 * …/releases/download/untagged-0123/app.dmg.
 */
export function publicUrl({ url }: HostAsset, tag: string): string {
  return url.replace(/(\/releases\/download\/)untagged-[^/]+\//, `$1${encodeURIComponent(tag)}/`);
}

async function isSame(host: CodeHost, asset: HostAsset, file: AssetFile): Promise<boolean> {
  if (asset.sizeBytes !== file.sizeBytes) return false;
  return (asset.digest ?? await host.readDigest(asset)) === `sha256:${file.sha256}`;
}

function differs({ digest, sizeBytes }: HostAsset, { name, sha256 }: AssetFile) {
  return [{
    code: "asset_differs",
    message: `the release has ${name} with other bytes: ${
      digest ?? `${sizeBytes} bytes`
    } there, sha256:${sha256} here`,
    hint:
      "A file that was published stays as it is. Publish what was built first, remove it from the draft, or release the next version.",
  }];
}

function immutable({ tag }: HostRelease, { name }: AssetFile) {
  return [{
    code: "release_is_immutable",
    message: `the release of ${tag} can't be changed any more, and ${name} is not in it with these bytes`,
    hint: "Publish what was built first, or release the next version.",
  }];
}

const contentTypes: readonly [RegExp, string][] = [
  [/\.dmg$/, "application/x-apple-diskimage"],
  [/\.(tar\.gz|tgz)$/, "application/gzip"],
  [/\.zip$/, "application/zip"],
  [/\.deb$/, "application/vnd.debian.binary-package"],
  [/\.exe$/, "application/vnd.microsoft.portable-executable"],
  [/\.msi$/, "application/x-msi"],
  [/\.json$/, "application/json"],
  [/\.ya?ml$/, "application/yaml"],
  [/\.(sig|edsig|asc|txt|sha256)$/, "text/plain"],
];

function contentTypeOf(name: string): string {
  const found = contentTypes.find(([pattern]) => pattern.test(name.toLowerCase()));
  return found?.[1] ?? "application/octet-stream";
}
