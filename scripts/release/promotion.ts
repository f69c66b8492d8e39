import { type Finding, refuseAll } from "../cli/command-error.ts";
import type { Git } from "../git/git.ts";
import { changelogText } from "../history/changelog/update.ts";
import { undocumented } from "../history/evidence/undocumented.ts";
import { repositoryLinks } from "../history/notes/repository-links.ts";
import { notesOf } from "../history/notes/notes-of.ts";
import type { Workspace } from "../manifest/load.ts";
import { fillTemplate } from "../tracks/template.ts";
import { compareTriples, formatVersion, parseVersion, raise } from "../tracks/version.ts";
import type { Candidate } from "./candidates.ts";
import type { TrackCut } from "./cut.ts";
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
    const isLive = isLiveVersion(cut);
    return [
      ...levelTooLow(candidate, cut),
      ...isLive ? await guardTexts(promotion, candidate, cut) : [],
    ];
  }));
  const refusals = found.flat();
  if (refusals.length > 0) throw refuseAll("release_refused", refusals);
  return sdksLeftBehind(promotion);
}

/** Whether everybody may have it. */
export function isLiveVersion({ version }: Pick<TrackCut, "version">): boolean {
  return !version.includes("-");
}

function levelTooLow(
  { story: { facts, previousTag: since }, ...candidate }: Candidate,
  cut: TrackCut,
): Finding[] {
  const live = previousTag(candidate, true)?.version;
  const version = parseVersion(cut.version);
  if (live === undefined || facts.level === null || "problem" in version) return [];
  const least = raise(live, facts.level);
  // a higher number that is prepared already is high enough
  if (compareTriples(version, least) >= 0) return [];
  const reasons = [
    ...facts.contract.map((file) => `${file} changed, which is a contract`),
    ...facts.migrations.filter(({ isDestructive }) => isDestructive).map(({ file, reasons }) =>
      `${file}: ${reasons.join(", ")}`
    ),
    ...facts.env.filter(({ isRequired }) => isRequired).map(({ name, file }) =>
      `${name} of ${file} is required now`
    ),
    ...facts.breaking.map(({ text }) => text),
  ];
  const why = facts.level === "major" && reasons.length > 0 ? `: ${reasons.slice(0, 5).join("; ")}` : "";
  return [{
    code: "level_too_low",
    message:
      `${cut.key} ${cut.version} is lower than what changed since ${since} asks for, a ${facts.level} version${why}`,
    hint: `Release it as ${
      formatVersion(least)
    } or higher: --bump ${facts.level}, or leave --bump and --version out.`,
    component: cut.key,
  }];
}

async function guardTexts(
  { git, workspace }: Promotion,
  { track, story }: Candidate,
  { key, version, tag }: TrackCut,
): Promise<Finding[]> {
  const { release } = track;
  const findings: Finding[] = [];
  const { tree, manifest } = workspace;
  const written = await changelogText(tree, key, story, [version, `v${version}`, tag]);
  if (written?.isEmpty) {
    findings.push({
      code: "unreleased_empty",
      message:
        `[Unreleased] of ${written.file} is empty, and a live release of ${key} gets its text from there`,
      hint: "Write what users have to know, commit and push it.",
      component: key,
      file: written.file,
    });
  }
  if (release.upgrade_notes !== undefined) {
    const file = fillTemplate(release.upgrade_notes, { version, channel: "live" });
    if (await tree.read(file) === null) {
      findings.push({
        code: "upgrade_notes_missing",
        message: `${file} is not there, and whoever hosts ${key} needs it`,
        hint: "Write what they have to do, even if it is nothing; commit and push it.",
        component: key,
        file,
      });
    }
  }
  const notes = await notesOf({
    ...{ story, tree, tag, version, channel: "live" },
    links: await repositoryLinks(git, manifest),
  });
  return [
    ...findings,
    ...undocumented(story.facts, { changelog: written, notes }).map((finding) => ({
      ...finding,
      component: key,
    })),
  ];
}

/** An SDK whose tracks changed their contract, and that is not released with them. */
function sdksLeftBehind({ candidates, cuts }: Promotion): Finding[] {
  const isReleased = (key: string) => cuts.some((cut) => cut.key === key);
  return candidates.flatMap(({ track: { key, release } }) =>
    isReleased(key) ? [] : release.follows.flatMap((other): Finding[] => {
      const contract = candidates.find(({ track }) => track.key === other)?.story.facts.contract ?? [];
      if (!isReleased(other) || contract.length === 0) return [];
      return [{
        code: "sdk_left_behind",
        message: `the contract of ${other} changed (${
          contract.slice(0, 3).join(", ")
        }), and ${key}, its SDK, is not released with it`,
        hint: `If clients need it: slipway release ${other} ${key} …`,
        component: key,
      }];
    })
  );
}
