import { shortened } from "../../cli/storable-text.ts";
import { textOf } from "../../history/notes/notes-of.ts";
import type { Publication } from "./publication.ts";

/** What is stored of a release: what it brings along, its known limitations, the hosts that it was made for, and its files. */
export async function releaseRecord(
  { track: { release: { record } }, workspace: { manifest, tree }, version, channel, commit, files }:
    Publication,
): Promise<Record<string, unknown>> {
  const limitations = await textOf(tree, record?.limitations, { version, channel });
  return {
    commit,
    includes: (record?.includes ?? []).map((key) => {
      const { name, version, build } = manifest.components[key] ?? {};
      return { component: key, name, version, build };
    }),
    // a row holds 64 KiB
    limitations: limitations === null ? null : shortened(limitations.trim(), 20_000),
    reference_host: record?.reference_host ?? null,
    legacy_hosts: record?.legacy_hosts ?? [],
    files: files.slice(0, 200).map(({ name, sizeBytes, sha256 }) => ({ name, size: sizeBytes, sha256 })),
  };
}
