import { environmentsOf } from "../manifest/environment.ts";
import { checksOf, type CiJob } from "./ci-jobs.ts";
import { renderDocument } from "./document.ts";
import { type Job, preparationSteps } from "./jobs.ts";
import type { Repository } from "./repository.ts";
import { globOf, indented, quoted, runStep } from "./yaml.ts";

/** What rules of a branch ask for: the only check of pull requests that always reports. */
const gateName = "ci-gate";
/** The image that the Supabase CLI 3.1.0 starts for Postgres 17. */
const postgresImage = "supabase/postgres:17.11.0.018";
/** What a pull request, a merge queue and a push are compared with. */
const base =
  "${{ github.event.pull_request.base.sha || github.event.merge_group.base_sha || github.event.before }}";

/**
 * What a pull request has to pass; null where nothing is declared. The host's own `paths` would leave a required check without a word for ever,
 * so that a first job says which of the others have to run, and a last one whether all of those passed.
 */
export function renderCi(repository: Repository): string | null {
  const { manifest } = repository;
  const checks = checksOf(manifest);
  if (checks.length === 0) return null;
  const sources = environmentsOf(manifest).flatMap(({ entry }) => entry?.promote?.from ?? []);
  const branches = [...new Set(sources)];
  return renderDocument({
    name: "Slipway: CI",
    about: [
      "The jobs of the components whose files changed, and one check that always reports: ci-gate.",
      "Pushes to a branch that is promoted from are looked at too, so that its commits have the check.",
    ],
    on: [
      "pull_request:",
      "merge_group:",
      ...branches.length === 0
        ? []
        : ["push:", "  branches:", ...branches.map((branch) => `    - ${quoted(globOf(branch))}`)],
    ],
    jobs: [
      changesJob(repository, checks),
      ...checks.map((check) => checkJob(repository, check)),
      gateJob(checks),
    ],
  });
}

function changesJob(repository: Repository, checks: readonly CiJob[]): Job {
  return {
    id: "changes",
    name: "Slipway: what changed",
    permissions: { contents: "read" },
    outputs: Object.fromEntries(checks.map(({ id }) => [id, `\${{ steps.look.outputs.${id} }}`])),
    body: [
      ...preparationSteps(repository),
      ...runStep({
        id: "look",
        env: { BASE: base },
        run: ['npx --no slipway gates ci --base "$BASE" --github-output'],
      }),
    ],
  };
}

function checkJob(repository: Repository, { id, name, command, hasDatabase }: CiJob): Job {
  const isContained = hasDatabase && !repository.hasPlatform;
  return {
    ...{ id, name, needs: ["changes"], when: `needs.changes.outputs.${id} == 'true'` },
    permissions: { contents: "read" },
    services: isContained ? postgres : [],
    body: [
      ...preparationSteps(repository),
      ...runStep({
        env: isContained
          ? { SLIPWAY_CI_DATABASE_URL: "postgresql://postgres:postgres@127.0.0.1:5432/postgres" }
          : {},
        run: [`npx --no slipway ${command}`],
      }),
    ],
  };
}

/** Gone with the job. Its password opens nothing else. */
const postgres: readonly string[] = [
  "postgres:",
  ...indented([
    `image: ${postgresImage}`,
    "env:",
    "  POSTGRES_PASSWORD: postgres",
    "ports: ['5432:5432']",
    `options: --health-cmd "pg_isready --username postgres --host 127.0.0.1" --health-interval 2s --health-retries 60`,
  ], 1),
];

/** Green when each job that had to run passed, and each other one was left out. A job that failed, was cancelled, or never ran is red. */
function gateJob(checks: readonly CiJob[]): Job {
  const jobs = [
    "changes/true/${{ needs.changes.result }}",
    ...checks.map(({ id }) => `${id}/\${{ needs.changes.outputs.${id} }}/\${{ needs.${id}.result }}`),
  ];
  return {
    id: "verdict",
    name: gateName,
    needs: ["changes", ...checks.map(({ id }) => id)],
    when: "always()",
    permissions: {},
    body: runStep({
      name: "Each job, whether it had to run, and what became of it",
      env: { JOBS: jobs.join(" ") },
      run: [
        "verdict=0",
        "for job in $JOBS; do",
        '  case "$job" in',
        '    */true/success | */false/skipped) echo "$job" ;;',
        '    *) echo "::error::$job"; verdict=1 ;;',
        "  esac",
        "done",
        'exit "$verdict"',
      ],
    }),
  };
}
