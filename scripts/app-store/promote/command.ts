import process from "node:process";
import { interruptSignal } from "../../cli/interrupt.ts";
import { mask } from "../../cli/mask.ts";
import { createOutput, type Output } from "../../cli/output.ts";
import { findRoot, loadWorkspace } from "../../manifest/load.ts";
import { findApp } from "../app.ts";
import { connectStore } from "../app-store-connect.ts";
import { readStoreCredential } from "../credentials.ts";
import { createRequests } from "../requests.ts";
import { nameOf } from "../train.ts";
import { chooseTested } from "./choose-build.ts";
import { cancelReview, movePhased, type PhasedMove } from "./control.ts";
import { promote, type PromotionDeps } from "./promote.ts";
import { openReviews } from "./reviews.ts";
import { openVersions } from "./versions.ts";
import { waitForReview } from "./wait-for-review.ts";

/** Of `slipway ios promote` and the second half of `slipway ios release`, as the command line gives them. */
export interface PromoteOptions {
  component?: string;
  build?: number;
  train?: string;
  phased?: boolean;
  release?: "manual" | "after-approval";
  /** Minutes to wait for Apple's decision; true for as long as it takes. */
  wait?: number | true;
  /** Seconds. */
  interval: number;
  json?: boolean;
  pause?: boolean;
  resume?: boolean;
  complete?: boolean;
  cancel?: boolean;
}

/** Promotes a build, or does what is asked to what was promoted before; only the store's credential is needed. */
export async function runPromote(options: PromoteOptions): Promise<void> {
  const output = createOutput(options, mask.apply);
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const app = findApp(workspace.manifest, options.component);
  const credential = await readStoreCredential();
  const requests = createRequests(credential);
  const deps: PromotionDeps = {
    ...{ app, tree: workspace.tree, signal: interruptSignal(), note: output.note },
    versions: openVersions(requests, app),
    reviews: openReviews(requests, app),
  };
  const move = (["pause", "resume", "complete"] as const).find((name) => options[name]);
  if (move !== undefined) return await control(output, deps, move);
  if (options.cancel) return await takeBack(output, deps);

  const store = connectStore(credential, app.platform, requests);
  const { build: number, train } = options;
  const wish = { build: number, train, signal: deps.signal, warn: output.warn };
  const build = await chooseTested(store, app, wish);
  const releaseType = options.release === undefined
    ? undefined
    : options.release === "manual"
    ? "MANUAL"
    : "AFTER_APPROVAL";
  const done = await promote(deps, { build, isPhased: options.phased ?? false, releaseType });
  const state = options.wait === undefined
    ? done.state
    : await waitForReview(deps, done.version, limitsOf(options.wait, options.interval));
  const what = done.outcome === "submitted" ? "is submitted" : "was submitted before";
  output.print(`${app.key} ${nameOf(build)} ${what}: ${state}`);
  output.json({
    ...{ event: "result", component: app.key, version: done.version, build: done.build, state },
    ...{ phased: done.isPhased, outcome: done.outcome },
  });
}

async function control(output: Output, deps: PromotionDeps, move: PhasedMove): Promise<void> {
  const { version, state, outcome, done } = await movePhased(deps, move);
  output.print(`the phased release of ${deps.app.key} ${version} ${done}`);
  output.json({ event: "result", component: deps.app.key, version, state, outcome });
}

async function takeBack(output: Output, deps: PromotionDeps): Promise<void> {
  const { version, state, outcome } = await cancelReview(deps);
  output.print(`${deps.app.key} ${version} is taken back from review: ${state}`);
  output.json({ event: "result", component: deps.app.key, version, state, outcome });
}

/** Apple decides within a day most of the time; a look every five minutes is enough. */
function limitsOf(wait: number | true, interval: number) {
  const first = interval * 1000;
  const limit = wait === true ? Number.POSITIVE_INFINITY : wait * 60_000;
  return { first, longest: Math.max(first, 5 * 60_000), limit };
}
