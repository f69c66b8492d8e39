import { renderDocument } from "./document.ts";
import { type Job, ownJob, preparationSteps, readingEnv, unlessOwn } from "./jobs.ts";
import type { Repository } from "./repository.ts";
import { runStep } from "./yaml.ts";

/** What every push and pull request passes. Of both events no expression is needed: a pull request is always somebody's. */
export function renderCheck(repository: Repository): string {
  return renderDocument({
    name: "Slipway: check",
    about: [
      "A push with --no-verify passes the pre-push hook, but not this. What releases push themselves is left out.",
    ],
    on: ["push:", "  branches: ['**']", "pull_request:"],
    jobs: [
      ownJob(repository),
      {
        id: "check",
        name: "Slipway: check",
        needs: ["own"],
        when: unlessOwn,
        permissions: { contents: "read" },
        body: [...preparationSteps(repository), ...runStep({ run: ["npx --no slipway check"] })],
      },
    ],
  });
}

/** What looks once an hour whether everything that ought to hold still does. */
export function renderSentry(repository: Repository): string {
  return renderDocument({
    name: "Slipway: sentry",
    about: [
      "Looks once an hour whether what ought to hold still does. An issue for each thing that does not.",
    ],
    on: ["schedule:", "  - cron: '17 * * * *'", "workflow_dispatch:"],
    jobs: [{
      id: "sentry",
      name: "Slipway: sentry",
      permissions: { contents: "read", issues: "write" },
      body: [
        ...preparationSteps(repository),
        ...runStep({ env: readingEnv, run: ["npx --no slipway sentry"] }),
      ],
    }, ...rulesJobs(repository)],
  });
}

/** The declared rules of branches beside the live ones, in a job of its own: neither hides what the other found. */
function rulesJobs(repository: Repository): Job[] {
  const { gates } = repository.manifest.ship;
  if (gates === undefined || Object.keys(gates.branches).length === 0) return [];
  return [{
    id: "gates",
    name: "Slipway: rules of branches",
    permissions: { checks: "read", contents: "read", statuses: "read" },
    body: [
      ...preparationSteps(repository),
      ...runStep({ env: readingEnv, run: ["npx --no slipway gates --check"] }),
    ],
  }];
}
