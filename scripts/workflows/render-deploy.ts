import { needsChecks } from "../manifest/named-checks.ts";
import type { Environment } from "../manifest/environment.ts";
import { renderDocument } from "./document.ts";
import { ownJob, preparationSteps, pushingEnv, queue, readingEnv, readsChecks, unlessOwn } from "./jobs.ts";
import type { Repository } from "./repository.ts";
import { deployEnv, sshSteps, textInput } from "./team-env.ts";
import { globOf, indented, quoted, runStep } from "./yaml.ts";

/** Seconds to wait for whoever deploys there by hand. */
const wait = "--wait=1800";

/**
 * Deploys to an environment: what a push changed, where `auto` says so, and a component again, by hand. Deploys to an environment come one after
 * the other, and none is cut off.
 */
export function renderDeploy(repository: Repository, environment: Environment): string {
  const { name, upstream: { branch }, entry } = environment;
  const bumps = entry?.bump ?? false;
  const isAuto = entry?.auto === "push";
  const changed = `npx --no slipway ${bumps ? "ship" : "deploy"} --changed --env ${name} ${wait}`;
  return renderDocument({
    name: `Slipway: deploy to ${name}`,
    about: isAuto
      ? [
        `A push to ${branch} deploys what it changed${
          bumps ? ", with a new build" : ""
        }. What ships and releases push themselves is left out.`,
        "By hand: a component again, or at another commit of the branch.",
      ]
      : ["By hand: a component again, or at another commit of the branch."],
    on: [
      ...isAuto ? ["push:", "  branches:", `    - ${quoted(globOf(branch))}`] : [],
      "workflow_dispatch:",
      "  inputs:",
      ...indented([
        ...textInput(
          "component",
          isAuto ? "Which component; everything that changed when it is empty" : "Which component",
        ),
        ...textInput("sha", "Which commit of the branch; its newest when it is empty"),
        ...textInput("reason", "Why now, outside of the environment's windows"),
      ], 2),
    ],
    concurrency: queue(repository, `slipway-deploy-${name}`),
    jobs: [
      ...isAuto ? [ownJob(repository)] : [],
      {
        id: "deploy",
        name: `Slipway: deploy to ${name}`,
        ...isAuto ? { needs: ["own"], when: unlessOwn } : {},
        environment: name,
        permissions: {
          contents: bumps ? "write" : "read",
          ...needsChecks(repository.manifest, environment) ? readsChecks : {},
        },
        body: [
          ...preparationSteps(repository),
          ...sshSteps(repository.manifest, environment),
          ...runStep({
            env: {
              ...bumps ? pushingEnv : readingEnv,
              ...deployEnv(repository.manifest, environment),
              COMPONENT: "${{ inputs.component }}",
              SHA: "${{ inputs.sha }}",
              REASON: "${{ inputs.reason }}",
            },
            run: [
              `args=(--env ${name} ${wait})`,
              'if [ -n "$SHA" ]; then args+=("--sha=$SHA"); fi',
              'if [ -n "$REASON" ]; then args+=("--reason=$REASON"); fi',
              'if [ -n "$COMPONENT" ]; then npx --no slipway deploy "${args[@]}" -- "$COMPONENT"; exit; fi',
              ...isAuto ? [changed] : ["echo '::error::Name the component.'", "exit 1"],
            ],
          }),
        ],
      },
    ],
  });
}
