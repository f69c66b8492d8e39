import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { DeployContext } from "../context.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** What a CI job says of itself. */
interface CiJob {
  /** It runs what somebody proposes. */
  isProposal: boolean;
  /** What it runs for; undefined where the host does not say. */
  ref: { kind: "branch" | "tag"; name: string } | undefined;
}

const no = ["", "0", "false", "no", "off"];
const marks = [
  ...["CI", "GITHUB_ACTIONS", "GITLAB_CI", "BITBUCKET_BUILD_NUMBER", "CIRCLECI", "BUILDKITE", "TF_BUILD"],
  ...["JENKINS_URL", "TEAMCITY_VERSION"],
];
/** Set in jobs of pull requests: GitLab, Bitbucket, CircleCI, Buildkite, Jenkins. */
const proposals = [
  ...[
    "CI_MERGE_REQUEST_IID",
    "BITBUCKET_PR_ID",
    "CIRCLE_PULL_REQUEST",
    "BUILDKITE_PULL_REQUEST",
    "CHANGE_ID",
  ],
];
const tags = ["CI_COMMIT_TAG", "BITBUCKET_TAG", "CIRCLE_TAG", "BUILDKITE_TAG", "TAG_NAME"];
const branches = [
  ...["CI_COMMIT_BRANCH", "BITBUCKET_BRANCH", "CIRCLE_BRANCH", "BUILDKITE_BRANCH", "BRANCH_NAME"],
];

/** The job that these variables are of; null outside of CI. */
export function ciJobOf(env: Variables): CiJob | null {
  const isSet = (name: string) => !no.includes((env[name] ?? "").toLowerCase());
  if (!marks.some(isSet)) return null;
  const isProposal = proposals.some(isSet) ||
    /^(pull_request|merge_group)/.test(env.GITHUB_EVENT_NAME ?? "") ||
    /merge_request|pull_request/.test(env.CI_PIPELINE_SOURCE ?? "") || env.BUILD_REASON === "PullRequest";
  return { isProposal, ref: refOf(env) };
}

function refOf(env: Variables): CiJob["ref"] {
  const first = (names: readonly string[]) => names.map((name) => env[name]).find((value) => value);
  const name = env.GITHUB_REF_NAME;
  if (name) return { kind: env.GITHUB_REF_TYPE === "tag" ? "tag" : "branch", name };
  const tag = first(tags);
  if (tag !== undefined) return { kind: "tag", name: tag };
  const [, azure] = /^refs\/heads\/(.+)$/.exec(env.BUILD_SOURCEBRANCH ?? "") ?? [];
  const branch = first(branches) ?? azure;
  return branch === undefined ? undefined : { kind: "branch", name: branch };
}

/** By these the database of an environment is found or opened. */
export const databaseCredentials = ["SLIPWAY_DB_URL", "SUPABASE_DB_PASSWORD", "SUPABASE_ACCESS_TOKEN"];

/**
 * In CI, the credential of a database that everybody depends on, one that announces or is promoted to, is only for the job that deploys
 * there: that of its branch, of the branch that is promoted to it, or of a tag; never one of a pull request. Where the host does not say
 * what a job runs for, SLIPWAY_DEPLOYS_TO names the environment. Raises `ci_credential_refused` (exit 5).
 */
export function refuseOutsideDeployment(
  { environment }: Pick<DeployContext, "environment">,
  env: Variables,
): void {
  const { name, entry, announces, upstream } = environment;
  if (entry?.promote === undefined && !announces) return;
  const job = ciJobOf(env);
  const visible = databaseCredentials.filter((variable) => env[variable]);
  if (job === null || visible.length === 0) return;
  const branches = [upstream.branch, ...entry?.promote === undefined ? [] : [entry.promote.from]];
  // the short form knows one environment, and ships there were never asked for more
  const isUnknownHere = entry !== undefined && env.SLIPWAY_DEPLOYS_TO !== name;
  const why = job.isProposal
    ? "runs what a pull request proposes"
    : job.ref === undefined
    ? isUnknownHere ? "does not say which branch it runs for" : null
    : job.ref.kind === "tag" || branches.includes(job.ref.name)
    ? null
    : `runs for ${job.ref.name}`;
  if (why === null) return;
  throw new CommandError(
    "ci_credential_refused",
    `this CI job ${why}, and has a credential of ${name}'s database: ${visible.join(", ")}`,
    `Give it only to the job that deploys ${name} (${
      branches.join(", ")
    }), by the environment's protected secrets${
      job.ref === undefined && !job.isProposal ? `, and name it there: SLIPWAY_DEPLOYS_TO=${name}` : ""
    }.`,
    exitCode.refused,
  );
}
