import { type Finding, refuseAll } from "../cli/command-error.ts";
import type { Git } from "../git/git.ts";
import { repositoryLinks } from "../history/notes/repository-links.ts";
import type { Workspace } from "../manifest/load.ts";
import type { Candidate } from "./candidates.ts";
import type { TrackCut } from "./cut.ts";
import { levelTooLow, sdksLeftBehind } from "./demands/demands.ts";
import { changelogEmpty, readTexts, untold, upgradeNotesMissing } from "./demands/texts.ts";
import { previousTag } from "./facts.ts";

/** What a live release must hold, beside its version. */
interface Promotion {
  git: Git;
  workspace: Workspace;
  candidates: readonly Candidate[];
  cuts: readonly TrackCut[];
}

/**
 * Raises everything that speaks against these versions (exit 5): a level below what the changes ask for and, on live, an empty [Unreleased],
 * migrations, variables and breaking changes that nobody wrote of, missing upgrade notes. Gives warnings.
 */
export async function guardPromotion(promotion: Promotion): Promise<Finding[]> {
  const { candidates, cuts } = promotion;
  const found = await Promise.all(cuts.map(async (cut): Promise<Finding[]> => {
    const candidate = candidates.find(({ track }) => track.key === cut.key);
    if (candidate === undefined) return [];
    const { story: { facts, previousTag: since } } = candidate;
    const live = previousTag(candidate, true)?.version;
    return [
      levelTooLow({ key: cut.key, version: cut.version, since, live, facts }) ?? [],
      isLiveVersion(cut) ? await guardTexts(promotion, candidate, cut) : [],
    ].flat();
  }));
  const refusals = found.flat();
  if (refusals.length > 0) throw refuseAll("release_refused", refusals);
  return sdksLeftBehind(candidates.map(({ track: { key, release: { follows } }, story }) => ({
    ...{ key, follows, contract: story.facts.contract },
    isReleased: cuts.some((cut) => cut.key === key),
  })));
}

/** Whether everybody may have it. */
export function isLiveVersion({ version }: Pick<TrackCut, "version">): boolean {
  return !version.includes("-");
}

async function guardTexts(
  { git, workspace: { tree, manifest } }: Promotion,
  { story }: Candidate,
  { key, version, tag }: TrackCut,
): Promise<Finding[]> {
  const links = await repositoryLinks(git, manifest);
  const texts = await readTexts({ tree, key, story, version, tag, links });
  return [
    changelogEmpty(key, texts) ?? [],
    upgradeNotesMissing(key, texts) ?? [],
    untold(key, story.facts, texts),
  ].flat();
}
