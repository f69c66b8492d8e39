// slipway ios|android preflight|test: compiling and testing an app without an upload.

import process from "node:process";
import { Command } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import type { AppPlatform, CompileTask } from "../lanes/compile.ts";
import { withComponent } from "./ios-options.ts";

const descriptions: Record<CompileTask, string> = {
  preflight: "Compile the app as it is here, without an upload. Writes and records nothing.",
  test: "Run the app's tests, without an upload. Writes and records nothing.",
};
const helps: Record<AppPlatform, string> = {
  ios: `
What runs is components.<key>.preflight or .test of version.json: one word is a lane of the Fastfile, anything else a command.`,
  android: `
What runs is components.<key>.preflight or .test of version.json; without them Gradle's assembleDebug and testDebugUnitTest.
Before that: gradlew must be committed as a program (mode 100755), and gradle-wrapper.jar with it.`,
};

/** `slipway ios preflight`, and its three brothers. Exit codes: 1 when it does not compile or a test fails, 2 for what version.json lacks, 5 for a wrapper that no other clone could run. */
export function compileCommand(platform: AppPlatform, task: CompileTask): Command {
  return withComponent(new Command(task))
    .description(descriptions[task])
    .option("--json", "print the result as one line of JSON")
    .addHelpText("after", helps[platform])
    .action(async ({ component, json }: { component?: string; json?: boolean }) => {
      const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
      const { openContext } = await import("../ci-gate/open-context.ts");
      const { findCompiled, runCompile } = await import("../lanes/compile.ts");
      const output = createOutput({ json }, mask.apply);
      const workspace = await loadWorkspace(findRoot(process.cwd()));
      const key = findCompiled(workspace.manifest, platform, component);
      const command = await runCompile(
        await openContext(workspace, key, output, interruptSignal()),
        task,
      );
      output.print(`${key}: ${task} passed`);
      output.json({ event: "result", component: key, task, command, outcome: "passed" });
    });
}
