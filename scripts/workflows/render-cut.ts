import { namesChecks } from "../manifest/named-checks.ts";
import { channels } from "../tracks/channel.ts";
import { renderDocument } from "./document.ts";
import { type Job, ownJob, preparationSteps, pushingEnv, queue, readsChecks, unlessOwn } from "./jobs.ts";
import type { Repository } from "./repository.ts";
import { globOf, quoted, runStep } from "./yaml.ts";

/** Releases of a repository are cut one after the other, whoever asks for them. */
const group = "slipway-cut";
/** Seconds to wait for whoever holds what is to be released: a person may be at it. */
const wait = "--wait=1800";
/** Of a release that is pushed with the job's own token, the tags are dispatched. */
const permissionsFor = ({ manifest }: Repository, branches: readonly string[]) => ({
  ...{ actions: "write", contents: "write" },
  ...namesChecks(manifest, branches) ? readsChecks : {},
});

/** Which branch cuts what by itself, in the order of version.json. */
function automatic({ tracks }: Repository): { branch: string; channel: string }[] {
  const pairs = tracks.flatMap(({ release: { auto } }) => auto === undefined ? [] : [auto]);
  return pairs.filter(({ branch, channel }, at) =>
    pairs.findIndex((other) => other.branch === branch && other.channel === channel) === at
  );
}

/** What a push to a branch of `auto` does; null when no track has one. */
export function renderAutomatic(repository: Repository): string | null {
  const pairs = automatic(repository);
  if (pairs.length === 0) return null;
  const jobs = pairs.map(({ branch, channel }): Job => ({
    id: `cut_${pairs.findIndex((pair) => pair.branch === branch && pair.channel === channel) + 1}`,
    name: `Slipway: ${channel} of what changed on ${branch}`,
    needs: ["own"],
    when: `${unlessOwn} && github.ref_name == '${branch.replaceAll("'", "''")}'`,
    permissions: permissionsFor(repository, [branch]),
    body: [
      ...preparationSteps(repository),
      ...runStep({
        env: { ...pushingEnv, BRANCH: quoted(branch) },
        run: [`npx --no slipway release --changed --channel ${channel} --branch "$BRANCH" ${wait}`],
      }),
    ],
  }));
  const branches = [...new Set(pairs.map(({ branch }) => branch))];
  return renderDocument({
    name: "Slipway: release what changed",
    about: [
      "A push cuts a release of exactly the tracks that it changed. What releases push themselves is left out.",
    ],
    on: ["push:", "  branches:", ...branches.map((branch) => `    - ${quoted(globOf(branch))}`)],
    concurrency: queue(repository, group),
    jobs: [ownJob(repository), ...jobs],
  });
}

/** A release that a person asks for. */
export function renderPromotion(repository: Repository): string {
  const keys = repository.tracks.map(({ key }) => key);
  const every = keys.length === 2 ? "both" : "all";
  const choice = (name: string, about: string, options: readonly string[], initial: string) => [
    `    ${name}:`,
    `      description: ${quoted(about)}`,
    "      type: choice",
    "      required: true",
    `      default: ${initial}`,
    `      options: [${options.join(", ")}]`,
  ];
  const tracks = keys.length <= 2
    ? choice("tracks", "What is released", keys.length === 2 ? [...keys, every] : keys, keys[0] ?? "")
    : [
      "    tracks:",
      `      description: ${quoted(`What is released, with spaces between: ${keys.join(" ")}; or all`)}`,
      "      type: string",
      "      required: true",
    ];
  return renderDocument({
    name: "Slipway: release by hand",
    about: ["A release of one track or several, on a channel: all of their tags in one push."],
    on: [
      "workflow_dispatch:",
      "  inputs:",
      ...tracks,
      ...choice("channel", "Whom it is for", channels, "live"),
      ...choice("bump", "How far the version rises", ["by-changes", "patch", "minor", "major"], "by-changes"),
    ],
    concurrency: queue(repository, group),
    jobs: [{
      id: "cut",
      name: "Slipway: release",
      permissions: permissionsFor(repository, Object.keys(repository.manifest.ship.gates?.branches ?? {})),
      body: [
        ...preparationSteps(repository),
        ...runStep({
          env: {
            ...pushingEnv,
            ...{
              TRACKS: "${{ inputs.tracks }}",
              CHANNEL: "${{ inputs.channel }}",
              BUMP: "${{ inputs.bump }}",
            },
          },
          run: [
            `if [ "$TRACKS" = ${every} ]; then TRACKS='${keys.join(" ")}'; fi`,
            'read -r -a tracks <<< "$TRACKS"',
            "bump=()",
            'if [ "$BUMP" != by-changes ]; then bump=(--bump "$BUMP"); fi',
            `npx --no slipway release --channel "$CHANNEL" "\${bump[@]}" ${wait} -- "\${tracks[@]}"`,
          ],
        }),
      ],
    }],
  });
}
