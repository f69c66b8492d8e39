// slipway keys rotate: from an old key to a new one, without locking anyone out.

import process from "node:process";
import { Command, Option } from "commander";
import { keySteps } from "../../functions/_shared/contract/key-steps.ts";
import { CommandError } from "../cli/command-error.ts";
import { confirmWith } from "../cli/confirm.ts";
import { exitCode } from "../cli/exit-code.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import type { KeyStep } from "../control-plane/control-plane.ts";

interface Options {
  incident?: boolean;
  resume?: boolean;
  toStep?: KeyStep;
  confirm?: boolean;
  force?: boolean;
  reason?: string;
  keyFile?: string;
  abandon?: boolean;
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** `slipway keys rotate <name>`. Exit code 0 also when it waits for somebody; 5 when a guard refuses, 9 when a command of a step failed. */
export function keysRotateCommand(): Command {
  return new Command("rotate")
    .description(
      "Change over from an old key to a new one in eight steps, with both accepted until nobody uses the old one. It goes as far as it can, says what somebody has to do, and goes on later with --resume, in any clone.",
    )
    .argument("<name>", "the key, as ship.keys of version.json calls it")
    .option("--incident", "the key is in wrong hands: don't wait until nobody uses it; needs --reason")
    .option("--resume", "go on with the rotation that is open")
    .addOption(new Option("--to-step <step>", "stop after this step").choices(keySteps))
    .option("--confirm", "the step that waits is done; one for one step, implies --resume")
    .option("--force", "remove the old key though it is in use; needs --reason, implies --resume")
    .option("--reason <text>", "why; it stays with the rotation and in the audit log")
    .option("--key-file <file>", "the key that was made elsewhere, as AuthKey_….p8 of Apple")
    .option("--abandon", "give the open rotation up; what is accepted stays so; needs --reason")
    .option("--dry-run", "only say what each step would do")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "print the rotation, and what it waits for, as one line of JSON")
    .action(rotate);
}

async function rotate(name: string, options: Options): Promise<void> {
  checkOptions(options);
  const output = createOutput(options, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { placeOf } = await import("../keys/place.ts");
  const { abandonRotation, rotateKey } = await import("../keys/rotate.ts");
  const { describeRotation } = await import("../keys/screen.ts");
  const session = await openSession(findRoot(process.cwd()), output, interruptSignal());
  const place = placeOf(session, name);
  const { reason, confirm = false, force = false, resume = false, keyFile, toStep } = options;
  if (options.dryRun) {
    const { describePlan } = await import("../keys/dry-run.ts");
    const plan = await describePlan(place);
    output.print(plan.map(({ step, what }) => `${step.padEnd(14)} ${what}`).join("\n"));
    return output.json({ name, steps: plan });
  }
  if (options.abandon) {
    const rotation = await abandonRotation(place, reason ?? "");
    output.print(describeRotation(rotation));
    return output.json({ rotation, waiting: null });
  }
  const { rotation, waiting } = await rotateKey(place, {
    isIncident: options.incident ?? false,
    isResume: resume || confirm || force,
    isConfirmed: confirm,
    isForced: force,
    reason,
    keyFile,
    toStep,
    confirm: confirmWith(output, options.yes ?? false),
  });
  output.print(describeRotation(rotation, waiting));
  output.json({ rotation, waiting: waiting ?? null });
}

/** Raises `reason_missing` and `options_conflict`. */
function checkOptions({ incident, force, abandon, reason, resume, confirm, dryRun }: Options): void {
  if ((incident || force || abandon) && !reason?.trim()) {
    throw new CommandError("reason_missing", "this needs a reason", "Say why with --reason.", exitCode.usage);
  }
  const wishes = [["--incident", incident], ["--abandon", abandon], ["--dry-run", dryRun]] as const;
  const given = wishes.flatMap(([name, is]) => is ? [name] : []);
  const going = resume || confirm || force ? ["--resume, --confirm or --force"] : [];
  const all = [...given, ...going];
  if (all.length > 1) {
    throw new CommandError(
      "options_conflict",
      `${all.join(" and ")} exclude each other`,
      "Give one.",
      exitCode.usage,
    );
  }
}
