import process from "node:process";
import { confirmWith } from "../cli/confirm.ts";
import { type Wait, waitSecondsOf } from "../cli/wait-option.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { findRoot } from "../manifest/load.ts";
import { shareOf } from "../rollout/share.ts";
import { printOutcome } from "../ship/record/outcome.ts";
import { openSession, type Session } from "../ship/flow/session.ts";
import { findApp } from "./app.ts";
import { type AppStoreConnect, connectStore } from "./app-store-connect.ts";
import type { Confirmed, ConfirmRequest } from "./confirm-app.ts";
import { readStoreCredential } from "./credentials.ts";
import type { PollingLimits } from "./wait.ts";

/** Of `slipway ios`, as the command line gives them. */
export interface IosOptions {
  component?: string;
  build?: number;
  /** The marketing version. */
  train?: string;
  message?: string;
  /** The share of the devices, in hundredths of a percent. */
  to?: number;
  yes?: boolean;
  json?: boolean;
  wait?: Wait;
  /** Minutes. */
  timeout: number;
  /** Seconds. */
  interval: number;
  /** Tag the commit of the confirmed build. */
  tag?: boolean;
}

type Work = (session: Session, store: AppStoreConnect, request: ConfirmRequest) => Promise<Confirmed>;

/** Runs `ios ship`, `ios beta` or `ios confirm`: both credentials are read before anything else, the result is printed after. Returns what became of it. */
export async function runIos(options: IosOptions, work: Work): Promise<Confirmed> {
  const output = createOutput(options, mask.apply);
  const session = await openSession(findRoot(process.cwd()), output, interruptSignal());
  const app = findApp(session.workspace.manifest, options.component);
  const store = connectStore(await readStoreCredential(), app.platform);
  const confirmed = await work(session, store, {
    app,
    build: options.build,
    version: options.train,
    message: options.message,
    share: shareOf(options.to),
    waitSeconds: waitSecondsOf(options.wait, output),
    confirm: confirmWith(output, options.yes ?? false),
    pollingLimits: pollingLimitsOf(options),
    isTagging: options.tag,
  });
  const { component, build, ship, sha, outcome } = confirmed;
  if (outcome === undefined) {
    output.print(`${component} is at build ${build} already.`);
    output.json({ event: "result", component, build, outcome: "nothing_to_do" });
    return confirmed;
  }
  printOutcome(output, outcome);
  const { previous, table, troubles } = outcome;
  output.json({ event: "result", ship, component, build, previous, sha, table, troubles, outcome: "done" });
  return confirmed;
}

/** Milliseconds. Never less often than every five minutes. */
function pollingLimitsOf({ timeout, interval }: IosOptions): PollingLimits {
  const first = interval * 1000;
  return { first, longest: Math.max(first, 5 * 60_000), limit: timeout * 60_000 };
}
