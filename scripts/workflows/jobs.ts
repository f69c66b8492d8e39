import { action } from "./actions.ts";
import type { Repository } from "./repository.ts";
import { indented, mapping, quoted, runStep } from "./yaml.ts";

/** A job of a workflow. */
export interface Job {
  id: string;
  /** What its check is called, so that rules of a branch can name it. */
  name: string;
  needs?: readonly string[];
  /** An expression. */
  when?: string;
  permissions: Readonly<Record<string, string>>;
  outputs?: Readonly<Record<string, string>>;
  concurrency?: readonly string[];
  /** The host's own environment, whose secrets and rules then count. */
  environment?: string;
  /** Lines of what runs beside it. */
  services?: readonly string[];
  /** Lines of its steps, or in their place of what it calls. */
  body: readonly string[];
}

/** The token that pushes: with the job's own, nothing that is pushed starts a workflow, and releases then dispatch them by themselves. */
const hostToken = "${{ secrets.SLIPWAY_HOST_TOKEN || github.token }}";

/** What a job needs that asks how the checks of a commit are going. */
export const readsChecks = { checks: "read", "pull-requests": "read", statuses: "read" };

/** Who commits and tags in a job. */
const bot = { name: "github-actions[bot]", email: "41898282+github-actions[bot]@users.noreply.github.com" };

/** What a step needs that asks the control plane and the host. */
export const readingEnv: Readonly<Record<string, string>> = {
  SLIPWAY_URL: "${{ secrets.SLIPWAY_URL }}",
  SLIPWAY_SECRET_KEY: "${{ secrets.SLIPWAY_SECRET_KEY }}",
  SLIPWAY_HOST_TOKEN: hostToken,
  SLIPWAY_GIT_TOKEN: "${{ github.token }}",
};

/** The same of a step that commits and pushes. */
export const pushingEnv: Readonly<Record<string, string>> = {
  ...readingEnv,
  SLIPWAY_GIT_TOKEN: hostToken,
  SLIPWAY_PUSH_EVENTS: "${{ secrets.SLIPWAY_HOST_TOKEN == '' && 'none' || 'all' }}",
  GIT_AUTHOR_NAME: bot.name,
  GIT_AUTHOR_EMAIL: bot.email,
  GIT_COMMITTER_NAME: bot.name,
  GIT_COMMITTER_EMAIL: bot.email,
};

/**
 * Checks out everything, and installs what the repository installs. No token stays in the clone, where that could read it: the one step that
 * asks the remote has it in SLIPWAY_GIT_TOKEN. `ref`: an expression, where the commit of the event is not what counts.
 */
export function preparationSteps({ remote, install }: Repository, ref?: string): string[] {
  return [
    `- uses: ${action("actions/checkout")}`,
    ...indented(
      [
        "with:",
        "  fetch-depth: 0",
        ...ref === undefined ? [] : [`  ref: ${ref}`],
        "  persist-credentials: false",
      ],
      1,
    ),
    ...remote === "origin" ? [] : runStep({
      env: { REMOTE: quoted(remote) },
      run: ['git remote rename origin "$REMOTE"'],
    }),
    `- uses: ${action("actions/setup-node")}`,
    ...indented(["with:", "  node-version: lts/*"], 1),
    ...install.flatMap((command) => runStep({ run: command.split("\n") })),
  ];
}

/** One run at a time, and no other is dropped. Where the host knows no queue, a waiting one would be: leases then do the same. */
export function queue({ hasQueue }: Repository, group: string): string[] {
  return hasQueue ? ["concurrency:", `  group: ${group}`, "  cancel-in-progress: false", "  queue: max"] : [];
}

/** The job that asks whether a push needs anybody's attention: `isOwnPush`. Others go by `unlessOwn`. */
export function ownJob(repository: Repository): Job {
  return {
    id: "own",
    name: "Slipway: whose push",
    when: "github.event_name == 'push'",
    permissions: { contents: "read" },
    outputs: { is_own: "${{ steps.look.outputs.is_own }}" },
    body: [
      ...preparationSteps(repository),
      ...runStep({
        id: "look",
        env: { BEFORE: "${{ github.event.before }}" },
        run: ['npx --no slipway release is-own-commit "$GITHUB_SHA" --since "$BEFORE" --github-output'],
      }),
    ],
  };
}

/** A job that could not be told whose push it was runs: silence would be worse than a run too many. */
export const unlessOwn = "!cancelled() && needs.own.outputs.is_own != 'true'";

/** The lines of a job. */
export function renderJob(
  { id, name, needs, when, permissions, outputs, concurrency, environment, services = [], body }: Job,
): string[] {
  const isCalling = body[0]?.startsWith("uses:") ?? false;
  return [
    `${id}:`,
    ...indented([
      `name: ${quoted(name)}`,
      ...needs === undefined ? [] : [`needs: [${needs.join(", ")}]`],
      ...when === undefined ? [] : [`if: \${{ ${when} }}`],
      ...isCalling ? [] : ["runs-on: ubuntu-latest"],
      ...environment === undefined ? [] : [`environment: ${quoted(environment)}`],
      ...mapping("permissions", permissions),
      ...concurrency ?? [],
      ...mapping("outputs", outputs ?? {}),
      ...services.length === 0 ? [] : ["services:", ...indented(services, 1)],
      ...isCalling ? body : ["steps:", ...indented(body, 1)],
    ], 1),
  ];
}
