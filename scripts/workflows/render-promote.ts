import type { Environment } from "../manifest/environment.ts";
import type { PromoteRule } from "../manifest/schema-environments.ts";
import { renderDocument } from "./document.ts";
import { preparationSteps, pushingEnv, queue } from "./jobs.ts";
import type { Repository } from "./repository.ts";
import { deployEnv, sshSteps, textInput } from "./team-env.ts";
import { indented, quoted, runStep } from "./yaml.ts";

/** A promotion that a person asks for. What they write goes to the command as variables: nothing of it is ever read as shell. */
export function renderPromote(
  repository: Repository,
  environment: Environment,
  { from, by }: PromoteRule,
): string {
  const { name } = environment;
  return renderDocument({
    name: `Slipway: promote to ${name}`,
    about: [
      `A commit of ${from} goes to ${name}, when every gate is passed. Start it on ${from}.`,
      `Who may: the rules of the environment ${name} at the host.`,
    ],
    on: [
      "workflow_dispatch:",
      "  inputs:",
      ...indented([
        ...textInput("sha", `Which commit of ${from}; its newest when it is empty`),
        ...textInput("reason", "Why now, outside of the environment's windows"),
        ...textInput(
          "overrides",
          "Gates to pass all the same, each with its reason: gate=reason; gate=reason",
        ),
        "dry_run:",
        "  description: 'Only show what would be done'",
        "  type: boolean",
        "  default: false",
      ], 2),
    ],
    concurrency: queue(repository, `slipway-deploy-${name}`),
    jobs: [{
      id: "promote",
      name: `Slipway: promote to ${name}`,
      environment: name,
      permissions: {
        ...{ checks: "read", contents: "write", issues: "read" },
        ...{ "pull-requests": by === "pull-request" ? "write" : "read", statuses: "read" },
      },
      body: [
        ...preparationSteps(repository),
        ...sshSteps(repository.manifest, environment),
        ...runStep({
          env: {
            ...pushingEnv,
            ...deployEnv(repository.manifest, environment),
            FROM: quoted(from),
            SHA: "${{ inputs.sha }}",
            REASON: "${{ inputs.reason }}",
            OVERRIDES: "${{ inputs.overrides }}",
            DRY_RUN: "${{ inputs.dry_run }}",
          },
          run: [
            'if [ "$GITHUB_REF_NAME" != "$FROM" ]; then echo "::error::Start it on $FROM."; exit 1; fi',
            `args=(${name} --wait=1800)`,
            'if [ "$DRY_RUN" = true ]; then args+=(--dry-run); fi',
            'if [ -n "$REASON" ]; then args+=("--reason=$REASON"); fi',
            "while IFS= read -r -d ';' override; do",
            '  override="${override#"${override%%[![:space:]]*}"}"',
            '  if [ -n "$override" ]; then args+=("--override=$override"); fi',
            'done <<< "$OVERRIDES;"',
            'if [ -n "$SHA" ]; then args+=(-- "$SHA"); fi',
            'npx --no slipway promote "${args[@]}"',
          ],
        }),
      ],
    }],
  });
}
