import { CommandError, refuseAll } from "../../../cli/command-error.ts";
import type { CodeHost, HostRelease } from "../../../host/code-host.ts";
import type { Step, StepResult } from "../../../ship/flow/flow.ts";
import { assetOf, bringFiles, publicUrl } from "../host-files.ts";
import type { PublishRun } from "../publication.ts";

const noHost: StepResult = {
  summary:
    "no code host: ship.release.host of version.json names none, and the remote's address does not tell",
  isSkipped: true,
};
const hasNoDrafts: StepResult = {
  summary: "GitLab has no drafts and takes no files: the page is published with links",
  isSkipped: true,
};

/** Whether the host takes drafts and files; GitLab has pages alone. */
function takesFiles({ type }: CodeHost): boolean {
  return type === "github";
}

/** Makes the host's release of the tag, as a draft that nobody sees; one that is there, however it came there, is used. */
export const draftStep: Step<PublishRun> = {
  name: "draft",
  async run(run) {
    const { publication: { host, tag } } = run;
    if (host === null) return noHost;
    if (!takesFiles(host)) return hasNoDrafts;
    const found = await host.releaseOf(tag);
    run.release = found === null ? await makeRelease(run, host, true) : await corrected(run, host, found);
    const what = found === null ? "a new draft" : found.isDraft ? "a draft is there" : "published already";
    return { summary: `${what}: ${run.release.name}`, detail: { release: run.release.id } };
  },
};

/** Brings the files to the host's release, and looks that it has no others by these names. */
export const assetsStep: Step<PublishRun> = {
  name: "assets",
  async run(run) {
    const { release, publication: { host, files }, changed } = run;
    if (host === null || release === null) return { summary: "", isSkipped: true };
    const sent = await bringFiles(host, release, files);
    if (sent > 0) changed.add("assets");
    return {
      summary: `${files.length} ${files.length === 1 ? "file" : "files"}, ${sent} of them sent`,
      detail: { files: files.length, sent },
    };
  },
};

/** Shows the release to everybody. */
export const publishStep: Step<PublishRun> = {
  name: "publish",
  async run(run) {
    const { publication: { host, tag } } = run;
    if (host === null) return noHost;
    const before = run.release ?? await host.releaseOf(tag);
    if (before === null || before.isDraft) run.changed.add("publish");
    run.release = before === null ? await makeRelease(run, host, false) : await shown(run, host, before);
    await requireUrls(run, host, run.release);
    return { summary: run.release.url, detail: { url: run.release.url } };
  },
};

async function makeRelease(
  { publication: { tag, page: { name, body, isPrerelease, isLatest } }, changed }: PublishRun,
  host: CodeHost,
  isDraft: boolean,
): Promise<HostRelease> {
  changed.add("draft");
  const marks = takesFiles(host) ? { isPrerelease, isLatest } : { isPrerelease: false };
  return await host.createRelease({ tag, name, body, isDraft, ...marks });
}

/** A text that somebody wrote stays, unless another one was given; the rest is as the tag says. */
async function corrected(
  { publication: { request, page }, changed }: PublishRun,
  host: CodeHost,
  release: HostRelease,
): Promise<HostRelease> {
  const body = request.notes ?? (release.body.trim() === "" ? page.body : release.body);
  const name = release.name.trim() === "" ? page.name : release.name;
  const isPrerelease = release.isImmutable ? release.isPrerelease : page.isPrerelease;
  const isRight = release.isPrerelease === isPrerelease && release.name === name &&
    // hosts store line ends of their own
    release.body.replaceAll("\r\n", "\n").trim() === body.replaceAll("\r\n", "\n").trim();
  if (isRight) return release;
  changed.add("draft");
  return await host.updateRelease(release, { name, body, isPrerelease });
}

/** Somebody may have published another release of the tag meanwhile: then that one must have the same files. */
async function shown(
  { publication: { tag, files, page: { isLatest } } }: PublishRun,
  host: CodeHost,
  release: HostRelease,
): Promise<HostRelease> {
  if (!release.isDraft) return release;
  try {
    return await host.publishRelease(release, { isLatest });
  } catch (error) {
    const other = error instanceof CommandError && error.code === "host_refused"
      ? await host.releaseOf(tag)
      : null;
    if (other === null || other.isDraft) throw error;
    await bringFiles(host, other, files);
    return other;
  }
}

/** What was recorded for updaters while it was a draft must be where the files are now. */
async function requireUrls(
  { publication: { request, targets, tag } }: PublishRun,
  host: CodeHost,
  release: HostRelease,
): Promise<void> {
  if (!takesFiles(host) || request.url !== undefined || targets.length === 0) return;
  const assets = await host.listAssets(release);
  const findings = targets.flatMap(({ file }) => {
    const asset = assetOf(assets, file);
    if (asset !== undefined && asset.url === publicUrl(asset, tag)) return [];
    return [{
      code: "asset_moved",
      message: `${file.name} is at ${asset?.url ?? "no address"}, and updaters were told another one`,
      hint: "Nothing was offered. Release the next version, with --url for where its files are.",
    }];
  });
  if (findings.length > 0) throw refuseAll("asset_moved", findings);
}
