import { findCiCheck, isOnGitHub } from "../find/ci.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { emptyPlan, type Plan } from "../plan.ts";
import { preparation } from "../propose.ts";

const path = ".github/workflows/slipway.yml";

/** A workflow for GitHub that runs `slipway check`; elsewhere a remark. Nothing when CI runs it already. */
export function planCi(snapshot: Snapshot): Plan {
  const plan = emptyPlan();
  if (findCiCheck(snapshot) !== undefined) return plan;
  if (!isOnGitHub(snapshot)) {
    plan.remarks.push("CI: run npx slipway check there; a push with --no-verify passes the hook");
  } else if (snapshot.read(path) === undefined) {
    plan.writes.push({ path, text: workflow(snapshot), how: "create", what: "slipway check in CI" });
  } else {
    plan.left.push({ path, why: "yours, and it does not run slipway check" });
  }
  return plan;
}

function workflow({ files }: Snapshot): string {
  const install = preparation(files) ?? "npm install";
  // pnpm and Yarn come with corepack, in the version that package.json names.
  const steps = install.startsWith("npm ")
    ? [install]
    : ["npm install --global corepack && corepack enable", install];
  return `# A push with --no-verify passes the pre-push hook, but not this.
name: slipway
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: lts/*
${[...steps, "npx slipway check"].map((step) => `      - run: ${step}\n`).join("")}`;
}
