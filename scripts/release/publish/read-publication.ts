import { CommandError, type Finding, nullWhen, refuseAll } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { fetchWithTags, type RemoteTag, remoteTags } from "../../git/tags.ts";
import type { CodeHost } from "../../host/code-host.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import { loadWorkspace } from "../../manifest/load.ts";
import type { Session } from "../../ship/flow/session.ts";
import { isBare } from "../../tracks/tag-overlap.ts";
import { compareVersions, formatVersion } from "../../tracks/version.ts";
import { baselineTrailer, type CheckedTag, checkTag } from "../check-tag.ts";
import { taggedVersions } from "../facts.ts";
import { hostOf } from "../host-of.ts";
import { type Track, tracksOf } from "../track.ts";
import { downloadList } from "./downloads.ts";
import { readAssets } from "./assets/read-assets.ts";
import { pageOf } from "./page.ts";
import type { Publication, PublishRequest } from "./publication.ts";

/** What a page may hold where nobody shows it. */
const noLimit = 1_000_000;

/**
 * Finds out all that a tag's publication is made of, from the commit that the remote has behind it; writes nothing. Null for a tag that is only
 * there to count from. `folder`: where files are looked for. Raises `tag_invalid`, `tag_unknown`, `publish_refused` with everything that is
 * wrong (exit 5), and what files, host and history raise.
 */
export async function readPublication(
  session: Session,
  request: PublishRequest,
  folder: string,
): Promise<Publication | null> {
  const { git, upstream, signal } = session;
  await fetchWithTags(git, upstream, signal);
  const tags = await remoteTags(git);
  const asked = request.tag.replace(/^refs\/tags\//, "");
  const found = tags.find(({ name }) => name === asked);
  if (found === undefined) throw noSuchTag(asked, upstream.remote);
  const workspace = await loadWorkspace(git.root, commitTree(git.root, found.commit));
  const tracks = tracksOf(workspace.manifest);
  const checked = checkTag(tracks, asked);
  if (await isBaseline(session, found)) return null;
  const track = tracks.find(({ key }) => key === checked.track);
  if (track === undefined) throw new Error(`${checked.track} is no track`);
  const { component, release, written } = track;
  const { files, targets, findings } = await readAssets(folder, request, release.updater, checked.version);
  const host = await hostOf({ ...session, workspace }).catch(nullWhen("host_unknown"));
  const isDone = await hasFiles(session, checked, component.build);
  const all = [
    ...formatVersion(written) === checked.version ? [] : [otherVersion(checked, formatVersion(written))],
    ...isDone ? findings.filter(isNoTarget) : findings,
    ...targets.length > 0 && !hasAddress(host, request) ? [noAddress()] : [],
  ];
  if (all.length > 0) throw refuseAll("publish_refused", all);
  const page = { git, track, version: written, tag: asked, commit: found.commit, workspace, tags };
  // a host that takes files shows them beside the text
  const links = host === null || host.type === "github" || request.url === undefined ? "" : downloadList(
    { template: request.url, tag: asked, version: checked.version, channel: checked.channel },
    files,
  );
  const limit = (host?.limits.releaseBody ?? noLimit) - links.length;
  return {
    ...{ request, tag: asked, version: checked.version, channel: checked.channel },
    ...{ track, build: component.build, commit: found.commit, workspace, files, targets, host },
    page: {
      name: `${component.name} ${checked.version}`,
      body: host === null ? "" : `${await pageOf({ ...page, notes: request.notes, limit })}${links}`,
      isPrerelease: checked.channel !== "live",
      isLatest: isLatest(track, tags),
    },
  };
}

/** A host of a repository calls one release the latest: the highest live version of the track whose tags have no name of their own. */
function isLatest(track: Track, tags: readonly RemoteTag[]): boolean {
  const lives = taggedVersions(track, tags).filter(({ version }) => version.channel === "live");
  return isBare(track.release.tag) && track.written.channel === "live" &&
    lives.every(({ version }) => compareVersions(version, track.written) <= 0);
}

async function isBaseline({ git }: Session, { object, isAnnotated }: RemoteTag): Promise<boolean> {
  if (!isAnnotated) return false;
  const { stdout } = await git.run(["cat-file", "tag", object]);
  return stdout.slice(stdout.indexOf("\n\n")).includes(`\n${baselineTrailer}: `);
}

/** Whether updaters have the files of the build already: then nobody has to bring them again. */
async function hasFiles({ control, canWrite }: Session, { track, channel }: CheckedTag, build: number) {
  if (!canWrite) return false;
  const published = await control.publishedFiles({ component: track, channel }).catch(
    nullWhen("component_unknown"),
  );
  return published?.builds.some((one) => one.build === build) === true;
}

function isNoTarget({ code }: Finding): boolean {
  return code !== "target_missing";
}

function hasAddress(host: CodeHost | null, { url }: PublishRequest): boolean {
  return url !== undefined || host?.type === "github";
}

function noAddress(): Finding {
  return {
    code: "asset_url_missing",
    message: "nothing says where the files are downloaded: there is no code host that takes them",
    hint: "Put them somewhere and say where: --url https://downloads.example.com/{tag}/{file}",
  };
}

function otherVersion({ tag, track, version }: CheckedTag, written: string): Finding {
  return {
    code: "tag_version_differs",
    message: `${tag} names ${version}, and its commit says that ${track} is ${written}`,
    hint: "slipway release makes commit and tag together; a tag that was put elsewhere is not published.",
  };
}

function noSuchTag(tag: string, remote: string): CommandError {
  return new CommandError(
    "tag_unknown",
    `${remote} has no tag ${tag}`,
    "Correct the name, or push it first: what nobody can fetch is not published.",
    exitCode.refused,
  );
}
