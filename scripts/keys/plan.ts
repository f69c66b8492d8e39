import type { KeyRotation, KeyStep, PublicPart } from "../control-plane/control-plane.ts";
import { planShell } from "../deploy/adapters/shell.ts";
import { runCommands } from "../deploy/run-commands.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { writePrivateFile } from "../cli/private-file.ts";
import { makeTempDir, removeDir } from "../runtime.ts";
import { join } from "node:path";
import { clientSteps } from "./client-steps.ts";
import type { KeyPlace } from "./place.ts";
import type { Done, KeyKind, KeyOfRotation, Work } from "./work.ts";

/** Who takes a step: the kind's own way, or that of all kinds; with the team's command for it, which comes after and needs no confirmation. */
export function plannedWork(place: KeyPlace, kind: KeyKind, rotation: KeyRotation, step: KeyStep): Work {
  const work: Work = { ...clientSteps(place, rotation), ...kind.steps(rotation) }[step];
  const line = place.declared.steps[step]?.run;
  // a key that only a person can make comes with --key-file, and no command of the team brings it
  if (line === undefined || (step === "generate" && work.by === "person")) return work;
  const run = (made?: PublicPart) =>
    runLine(place, kind, { ...rotation, new_key: made ?? rotation.new_key }, { step, line });
  switch (work.by) {
    case "command":
      return {
        ...work,
        does: `${work.does}, then runs ${line}`,
        async run() {
          const done = await work.run();
          await run(done.key);
          return done;
        },
      };
    case "sight":
      return {
        by: "command",
        does: `runs ${line}, and looks`,
        async run() {
          // of an earlier try, perhaps
          const before = await work.look();
          if (before !== undefined) return before;
          await run();
          const seen = await work.look();
          if (seen !== undefined) return seen;
          throw new CommandError(
            "key_step_unseen",
            `"${line}" ended well, and ${step} does not show: ${work.asks}`,
            "Correct the command, then go on with --resume; or say that it is done all the same: --resume --confirm.",
            exitCode.partial,
          );
        },
      };
    default:
      return { by: "command", does: `runs ${line}`, run: () => run() };
  }
}

/** Runs a command of the team, which finds the new key in a file of its own. Raises `key_step_failed` (exit 9). */
async function runLine(
  { name, context }: KeyPlace,
  kind: KeyKind,
  rotation: KeyOfRotation,
  { step, line }: { step: KeyStep; line: string },
): Promise<Done> {
  const folder = await makeTempDir("slipway-keys-");
  try {
    const fresh = await kind.fresh(rotation);
    const file = join(folder, "key");
    if (fresh !== undefined) await writePrivateFile(file, fresh);
    const env = {
      ...context.env,
      SLIPWAY_KEY: name,
      SLIPWAY_KEY_STEP: step,
      SLIPWAY_KEY_PREFIX: rotation.new_key?.prefix ?? "",
      ...fresh === undefined ? {} : { SLIPWAY_KEY_FILE: file },
    };
    await runCommands(context, step, [planShell({ ...context, env }, line)], {
      code: "key_step_failed",
      what: `The command of step ${step}`,
      hint: `Correct it, then go on: slipway keys rotate ${name} --resume.`,
      exitCode: exitCode.partial,
    });
    return { note: `ran ${line.slice(0, 200)}` };
  } finally {
    await removeDir(folder);
  }
}
