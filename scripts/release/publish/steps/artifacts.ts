import { nullWhen } from "../../../cli/command-error.ts";
import { withBuild } from "../../../manifest/apply.ts";
import { commitTree } from "../../../manifest/commit-tree.ts";
import { definitionOf } from "../../../manifest/definition.ts";
import { loadWorkspace } from "../../../manifest/load.ts";
import type { Step } from "../../../ship/flow/flow.ts";
import type { AssetFile } from "../assets/asset.ts";
import { downloadUrl } from "../downloads.ts";
import { assetOf, publicUrl } from "../host-files.ts";
import { isOffered } from "../offering.ts";
import type { PublishRun } from "../publication.ts";

/** Tells Postgres of the build and of what updaters install, before anybody is offered it. */
export const artifactsStep: Step<PublishRun> = {
  name: "artifacts",
  async run(run) {
    const { control, actor, publication: { track: { key }, build, version, channel, targets }, changed } =
      run;
    if (!isOffered(run.publication)) return { summary: "nobody installs it from here", isSkipped: true };
    await define(run);
    const urls = await urlsOf(run);
    const artifacts = targets.map(({ target, file, signature, signatureType }) => ({
      ...{ target, url: urls.get(file) ?? "", length: file.sizeBytes },
      ...{ sha256: file.sha256, sha512: file.sha512, signature, signature_type: signatureType },
    }));
    const record = () => control.recordArtifacts({ component: key, build, artifacts });
    let count = await record().catch(nullWhen("build_unknown"));
    if (count === null) {
      // the build is made by an offer to nobody; a later one that is out already is in its way
      const offer = { component: key, build, channel, version, bps: 0, actor };
      const made = await control.offerBuild(offer).catch(nullWhen("build_not_higher"));
      if (made === null) {
        return { summary: "a later build is out: nobody is told of this one", isSkipped: true };
      }
      count = await record();
      changed.add("artifacts");
    }
    if (count > 0) changed.add("artifacts");
    return {
      summary: `build ${build}: ${targets.map(({ target }) => target).join(", ")}`,
      detail: { build, count },
    };
  },
};

/**
 * What the component is, as the commit has it, without raising its build: the first time at the build that it had before the release, which
 * announces nothing. A lower one than Postgres has changes nothing.
 */
async function define(
  { git, control, actor, environment, publication: { track: { key }, build, commit, workspace } }: PublishRun,
): Promise<void> {
  const { components } = await control.shipStatus(environment.name);
  const known = components.find((component) => component.key === key)?.build;
  const before = known ?? await buildBefore(git.root, commit, key, build);
  const manifest = definitionOf(withBuild(workspace.manifest, key, before));
  await control.syncManifest({ manifest, commitSha: commit, actor, onlyComponent: key })
    .catch(nullWhen("build_not_higher"));
}

async function buildBefore(root: string, commit: string, key: string, build: number): Promise<number> {
  const parent = await loadWorkspace(root, commitTree(root, `${commit}^`)).catch(
    nullWhen("manifest_missing", "manifest_invalid"),
  );
  return Math.min(parent?.manifest.components[key]?.build ?? 0, build - 1);
}

/** Where each file is downloaded. */
async function urlsOf(
  { release, publication: { request, host, targets, tag, version, channel } }: PublishRun,
): Promise<Map<AssetFile, string>> {
  const files = targets.map(({ file }) => file);
  if (request.url !== undefined) {
    const downloads = { template: request.url, tag, version, channel };
    return new Map(files.map((file) => [file, downloadUrl(downloads, file)]));
  }
  const assets = host === null || release === null ? [] : await host.listAssets(release);
  return new Map(files.flatMap((file): [AssetFile, string][] => {
    const asset = assetOf(assets, file);
    return asset === undefined ? [] : [[file, publicUrl(asset, tag)]];
  }));
}
