import { tagGlob } from "../tracks/tag-overlap.ts";
import { action } from "./actions.ts";
import { buildPath, tagFields } from "./build-workflow.ts";
import { renderDocument } from "./document.ts";
import { type Job, preparationSteps, pushingEnv, queue } from "./jobs.ts";
import type { Repository, WorkflowTrack } from "./repository.ts";
import { indented, quoted, runStep } from "./yaml.ts";

const isReal = "needs.tag.outputs.is_baseline == 'false'";

/** What a tag of a track starts: its build, which is the team's own, and the publication. */
export function renderRelease(repository: Repository, track: WorkflowTrack): string {
  return renderDocument({
    name: `Slipway: release ${track.key}`,
    about: [
      `A tag of ${track.key} is checked, built by ${buildPath(track.key)} and published.`,
      "By hand, or where a push told of no tag: run it on the tag.",
    ],
    on: ["push:", "  tags:", `    - ${quoted(tagGlob(track.release.tag))}`, "workflow_dispatch:"],
    concurrency: queue(repository, `slipway-release-${track.key}-\${{ github.ref_name }}`),
    jobs: [
      tagJob(repository),
      buildJob(track),
      publishJob(repository),
      ...repository.backMerge === undefined ? [] : [backMergeJob(repository, repository.backMerge)],
    ],
  });
}

/** A bad tag ends here, before anything is built. */
function tagJob(repository: Repository): Job {
  const outputs = [...tagFields, "is_baseline"].map((name) =>
    [name, `\${{ steps.tag.outputs.${name} }}`] as const
  );
  return {
    id: "tag",
    name: "Slipway: what the tag says",
    permissions: { contents: "read" },
    outputs: Object.fromEntries(outputs),
    body: [
      ...preparationSteps(repository),
      ...runStep({
        id: "tag",
        run: ['npx --no slipway release check-tag "$GITHUB_REF_NAME" --github-output'],
      }),
    ],
  };
}

function buildJob({ key, build }: WorkflowTrack): Job {
  const common = { id: "build", name: `Build ${key}`, needs: ["tag"], when: isReal };
  if (build !== null) {
    const inputs = build.inputs.map((name) => `${name}: \${{ needs.tag.outputs.${name} }}`);
    return {
      ...common,
      permissions: build.permissions,
      body: [
        `uses: ./${build.path}`,
        ...inputs.length === 0 ? [] : ["with:", ...indented(inputs, 1)],
        ...secretsOf(build.secrets),
      ],
    };
  }
  const missing =
    `There is no ${buildPath(key)} yet. Write it: on: workflow_call, and a job that uploads what ` +
    `is to be published as artifacts. Then run slipway workflows again.`;
  return {
    ...common,
    permissions: { contents: "read" },
    body: runStep({ name: "Nothing says how to build it", run: [`echo '::error::${missing}'`, "exit 1"] }),
  };
}

/** Each by its name: what is handed over as a whole lies in the memory of a job that runs the team's packages. */
function secretsOf(names: readonly string[] | null): string[] {
  if (names === null) return ["secrets: inherit"];
  return names.length === 0 ? [] : ["secrets:", ...names.map((name) => `  ${name}: \${{ secrets.${name} }}`)];
}

function publishJob(repository: Repository): Job {
  return {
    id: "publish",
    name: "Slipway: publish",
    needs: ["tag", "build"],
    permissions: { contents: "write" },
    body: [
      ...preparationSteps(repository),
      `- uses: ${action("actions/download-artifact")}`,
      ...indented(["with:", "  path: dist", "  merge-multiple: true"], 1),
      ...runStep({
        env: pushingEnv,
        run: [`npx --no slipway release publish "$GITHUB_REF_NAME" --assets 'dist/**'`],
      }),
    ],
  };
}

function backMergeJob(repository: Repository, { from, to }: { from: string; to: string }): Job {
  return {
    id: "back_merge",
    name: `Slipway: merge ${from} back into ${to}`,
    needs: ["tag", "publish"],
    when: "needs.tag.outputs.channel == 'live'",
    permissions: { contents: "write" },
    concurrency: queue(repository, "slipway-back-merge"),
    body: [
      ...preparationSteps(repository),
      ...runStep({ env: pushingEnv, run: ["npx --no slipway back-merge"] }),
    ],
  };
}
