import { action } from "../../workflows/actions.ts";
import { installSteps, preparation } from "../../workflows/install.ts";
import { findCiCheck, isOnGitHub } from "../find/ci.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { emptyPlan, type Plan } from "../plan.ts";

const path = ".github/workflows/slipway.yml";

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

function workflow(snapshot: Snapshot): string {
  const install = preparation(snapshot) ?? "npm install";
  const steps = [...installSteps(install), command];
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
      - uses: ${action("actions/checkout")}
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: ${action("actions/setup-node")}
        with:
          node-version: lts/*
${steps.map((step) => `      - run: ${step}\n`).join("")}`;
}
