import { environmentsOf } from "../manifest/environment.ts";
import type { Tree } from "../manifest/tree.ts";
import { releaseWorkflow, workflowFolder } from "../manifest/workflow-files.ts";
import { codeOwnersPath, renderCodeOwners } from "./code-owners.ts";
import { renderCi } from "./render-ci.ts";
import { renderAutomatic, renderPromotion } from "./render-cut.ts";
import { renderDeploy } from "./render-deploy.ts";
import { renderPromote } from "./render-promote.ts";
import { renderPreview, renderReview } from "./render-pull.ts";
import { renderRelease } from "./render-release.ts";
import { renderCheck, renderSentry } from "./render-watch.ts";
import type { Repository } from "./repository.ts";

type Named = [name: string, text: string | null];

/** Every generated file that version.json asks for, by its path; none where it asks for nothing but components. */
export async function wantedFiles(tree: Tree, repository: Repository): Promise<Map<string, string>> {
  const owners = await renderCodeOwners(tree, repository.manifest.ship.gates);
  const named: Named[] = [...ofTracks(repository), ...ofPulls(repository), ...ofEnvironments(repository)];
  const parts = named.filter((one): one is [string, string] => one[1] !== null);
  const watched: [string, string][] = parts.length === 0 && owners === null
    ? []
    : [["slipway-check.yml", renderCheck(repository)], ["slipway-sentry.yml", renderSentry(repository)]];
  return new Map([
    ...[...watched.slice(0, 1), ...parts, ...watched.slice(1)].map(([name, text]): [string, string] => [
      `${workflowFolder}/${name}`,
      text,
    ]),
    ...owners === null ? [] : [[codeOwnersPath, owners] as const],
  ]);
}

function ofTracks(repository: Repository): Named[] {
  const { tracks } = repository;
  if (tracks.length === 0) return [];
  return [
    ...tracks.map((track): Named => [releaseWorkflow(track.key), renderRelease(repository, track)]),
    ["slipway-auto.yml", renderAutomatic(repository)],
    ["slipway-promote.yml", renderPromotion(repository)],
  ];
}

function ofPulls(repository: Repository): Named[] {
  return [
    ["slipway-ci.yml", renderCi(repository)],
    ["slipway-preview.yml", renderPreview(repository)],
    ["slipway-review.yml", renderReview(repository)],
  ];
}

/** An environment in its short form, or whose branch nobody is told to watch, is deployed to by people. */
function ofEnvironments(repository: Repository): Named[] {
  return environmentsOf(repository.manifest).flatMap((environment): Named[] => {
    const { name, entry } = environment;
    const { auto, promote } = entry ?? {};
    if (auto === undefined && promote === undefined) return [];
    return [
      [`slipway-deploy-${name}.yml`, renderDeploy(repository, environment)],
      ...promote === undefined
        ? []
        : [[`slipway-promote-${name}.yml`, renderPromote(repository, environment, promote)] satisfies Named],
    ];
  });
}
