import { readFile } from "node:fs/promises";
import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { VouchedHost } from "../../host/code-host.ts";
import { vouched } from "../../host/resolve-host.ts";
import { env } from "../../runtime.ts";

const eventSchema = z.object({
  pull_request: z.object({ number: z.int().positive() }).optional(),
  /** Of a comment; only a pull request has the second. */
  issue: z.object({ number: z.int().positive(), pull_request: z.unknown() }).optional(),
});

/**
 * The pull request that a job of CI is about: by the event of GitHub Actions, its ref, also of a merge queue, or GitLab's variable. Raises
 * `pull_unknown` (exit 2).
 */
export async function pullOfJob(): Promise<number> {
  const text = await readFile(env("GITHUB_EVENT_PATH") ?? "", "utf8").catch(() => "{}");
  const { pull_request: pull, issue } = eventOf(text);
  const ref = env("GITHUB_REF") ?? "";
  const [, merged, queued] =
    /^refs\/pull\/(\d{1,9})\/|^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,9})-/.exec(ref) ?? [];
  const number = pull?.number ?? (issue?.pull_request === undefined ? undefined : issue.number) ??
    Number(merged ?? queued ?? env("CI_MERGE_REQUEST_IID") ?? NaN);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new CommandError(
    "pull_unknown",
    "nothing says which pull request it is about",
    "In CI it is the one of the job's event. By hand: --pull <number>.",
    exitCode.usage,
  );
}

function eventOf(text: string): z.infer<typeof eventSchema> {
  try {
    return eventSchema.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

/**
 * The repository that a job of CI belongs to, as the host says it. It goes before what version.json says: in a job that is what a pull request
 * wrote, and the token goes where it points.
 */
export function hostOfJob(): VouchedHost | undefined {
  const [github, githubApi] = [env("GITHUB_REPOSITORY"), env("GITHUB_API_URL")];
  if (env("GITHUB_ACTIONS") === "true" && github && githubApi) {
    return vouched({ type: "github", repo: github, api: githubApi });
  }
  const [gitlab, gitlabApi] = [env("CI_PROJECT_PATH"), env("CI_API_V4_URL")];
  if (env("GITLAB_CI") === "true" && gitlab && gitlabApi) {
    return vouched({ type: "gitlab", repo: gitlab, api: gitlabApi });
  }
  return undefined;
}
