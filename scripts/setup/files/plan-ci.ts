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

/** What brings the package manager itself: pnpm and Yarn come with corepack, in the version that package.json names. */
function toolOf(install: string): string[] {
  if (install.startsWith("npm ")) return [];
  return install.startsWith("bun ")
    ? ["npm install --global bun"]
    : ["npm install --global corepack && corepack enable"];
}

function workflow(snapshot: Snapshot): string {
  const install = preparation(snapshot) ?? "npm install";
  const steps = [...toolOf(install), install, "npx slipway check"];
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
${steps.map((step) => `      - run: ${step}\n`).join("")}`;
}
