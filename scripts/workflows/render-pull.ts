import { renderDocument } from "./document.ts";
import { type Job, preparationSteps, queue } from "./jobs.ts";
import type { Repository } from "./repository.ts";
import { teamEnv } from "./team-env.ts";
import { runStep } from "./yaml.ts";

/** A branch of the repository itself: a fork's code gets no secrets, and neither does what a robot of the host proposes. */
const isOurs =
  "github.event.pull_request.head.repo.full_name == github.repository && github.actor != 'dependabot[bot]'";
const number = "${{ github.event.pull_request.number }}";
/** The comment is one of the job's own token: a person's would stand for that person. */
const token = { SLIPWAY_HOST_TOKEN: "${{ github.token }}" };

/** An address of its own for each pull request; null where no component has a preview. */
export function renderPreview(repository: Repository): string | null {
  const { manifest } = repository;
  if (Object.values(manifest.components).every(({ preview }) => preview === undefined)) return null;
  const permissions = { contents: "read", "pull-requests": "write" };
  return renderDocument({
    name: "Slipway: preview",
    about: [
      "What a pull request changes gets an address of its own, which one comment tells. Forks get none.",
    ],
    on: ["pull_request:", "  types: [opened, synchronize, reopened, closed]"],
    concurrency: queue(repository, "slipway-preview-${{ github.event.pull_request.number }}"),
    jobs: [{
      id: "preview",
      name: "Slipway: preview",
      when: `${isOurs} && github.event.action != 'closed'`,
      permissions,
      body: [
        ...preparationSteps(repository),
        ...runStep({
          env: {
            ...token,
            ...teamEnv(manifest),
            BASE: "${{ github.event.pull_request.base.sha }}",
            HEAD_SHA: "${{ github.event.pull_request.head.sha }}",
            NUMBER: number,
          },
          run: [
            'npx --no slipway preview --changed --base "$BASE" --pull-request "$NUMBER" --sha "$HEAD_SHA"',
          ],
        }),
      ],
    }, {
      id: "closed",
      name: "Slipway: end of the preview",
      when: `${isOurs} && github.event.action == 'closed'`,
      permissions,
      body: [
        ...preparationSteps(repository),
        ...runStep({
          env: { ...token, NUMBER: number },
          run: ['npx --no slipway preview --pull-request "$NUMBER" --closed'],
        }),
      ],
    }],
  });
}

/**
 * What people have to say about a pull request: the review of a maintainer, and the answers of its checklist; null where neither is declared.
 * Both run on every event: a job that is left out counts as passed, and the newest run of a check is the one that counts. A merge queue has
 * no pull request of its own; what is in it has passed already.
 */
export function renderReview(repository: Repository): string | null {
  const { gates } = repository.manifest.ship;
  if (gates === undefined || gates.maintainers.length === 0 && gates.checklist.length === 0) return null;
  const job = (check: "maintainer-review" | "checklist"): Job => ({
    id: check.replace("-", "_"),
    name: check,
    when: "github.event_name != 'merge_group'",
    permissions: { contents: "read", checks: "read", "pull-requests": "read" },
    body: [
      // by the rules of the branch that it goes to, not by those that it brings along
      ...preparationSteps(repository, "${{ github.event.pull_request.base.sha }}"),
      ...runStep({
        env: token,
        run: [`npx --no slipway gates ${check}`],
      }),
    ],
  });
  return renderDocument({
    name: "Slipway: review",
    about: [
      "The review of a maintainer, and the checklist of the pull request, as version.json of its base asks for.",
    ],
    on: [
      "pull_request:",
      "  types: [opened, edited, synchronize, reopened, ready_for_review]",
      "pull_request_review:",
      "  types: [submitted, edited, dismissed]",
      "merge_group:",
    ],
    concurrency: queue(repository, "slipway-review-${{ github.event.pull_request.number || github.sha }}"),
    jobs: [
      ...gates.maintainers.length === 0 ? [] : [job("maintainer-review")],
      ...gates.checklist.length === 0 ? [] : [job("checklist")],
    ],
  });
}
