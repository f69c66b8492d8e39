import { findCiCheck, isOnGitHub } from "../find/ci.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { emptyPlan, type Plan } from "../plan.ts";
import { preparation } from "../propose.ts";

const path = ".github/workflows/slipway.yml";

/** By commit: a tag may be moved to other code, a commit not. The tags that they were are beside them. */
const actions = {
  checkout: "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2",
  node: "actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0",
};
/** Only what is installed: without it npx would fetch whatever has this name on the registry. */
const command = "npx --no slipway check";

/** A workflow for GitHub that runs `slipway check`; elsewhere a remark. Nothing when CI runs it already. */
export function planCi(snapshot: Snapshot): Plan {
  const plan = emptyPlan();
  if (findCiCheck(snapshot) !== undefined) return plan;
  if (!isOnGitHub(snapshot)) {
    plan.remarks.push("CI: run npx --no slipway check there; a push with --no-verify passes the hook");
  } else if (snapshot.read(path) === undefined) {
    plan.writes.push({ path, text: workflow(snapshot), how: "create", what: "slipway check in CI" });
  } else {
    plan.left.push({ path, why: "yours, and it does not run slipway check" });
  }
  return plan;
}

/** What brings the package manager itself: pnpm and Yarn come with corepack, in the version that package.json names. */
function toolOf(install: string): string[] {
  if (install.startsWith("npm ")) return [];
  return install.startsWith("bun ")
    ? ["npm install --global bun"]
    : ["npm install --global corepack && corepack enable"];
}

function workflow(snapshot: Snapshot): string {
  const install = preparation(snapshot) ?? "npm install";
  const steps = [...toolOf(install), install, command];
  return `# A push with --no-verify passes the pre-push hook, but not this.
name: slipway
on: [push, pull_request]
permissions: {}
jobs:
  check:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: ${actions.checkout}
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: ${actions.node}
        with:
          node-version: lts/*
${steps.map((step) => `      - run: ${step}\n`).join("")}`;
}
