// slipway hosts: what machines that follow a branch run.

import process from "node:process";
import { Command } from "commander";
import { exitCode } from "../cli/exit-code.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { hostsStepCommand } from "./hosts-step.ts";

/** `slipway hosts [environment]`. Exit code 7 when a host is not as declared, or silent. */
export function hostsCommand(): Command {
  return new Command("hosts")
    .description(
      "Show what each host that follows a branch runs, against what version.json declares: another branch or commit, changes, silence.",
    )
    .argument("[environment]", "only this one")
    .option("--json", "one line of JSON")
    .action(hosts)
    .addCommand(hostsStepCommand());
}

async function hosts(environment: string | undefined, options: { json?: boolean }): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { resolveEnvironment } = await import("../manifest/environment.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { declaredHosts } = await import("../follow/declared.ts");
  const { describeHosts } = await import("../follow/hosts-text.ts");
  const { hostHint } = await import("../follow/hints.ts");
  const { git, control, signal, workspace: { manifest } } = await openSession(
    findRoot(process.cwd()),
    output,
    interruptSignal(),
  );
  if (environment !== undefined) resolveEnvironment(manifest, environment);
  const declared = await declaredHosts({ git, manifest, signal }, ({ code, message }) => {
    output.warn(code, `commits are not compared: ${message}`);
  });
  const status = await control.hostStatus(environment, declared);
  output.print(describeHosts(status));
  for (const hint of new Set(status.findings.map(({ code }) => hostHint(code)))) output.note(`fix: ${hint}`);
  output.json(status);
  process.exitCode = status.findings.length === 0 ? exitCode.done : exitCode.drift;
}
