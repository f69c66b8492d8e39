import { CommandError, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { planShell } from "../deploy/adapters/shell.ts";
import { type DeployContext, entryOf } from "../deploy/context.ts";
import type { PlannedCommand } from "../deploy/planned-command.ts";
import { runCommands } from "../deploy/run-commands.ts";
import { openGit } from "../git/git.ts";
import type { Component, Manifest } from "../manifest/schema.ts";
import { findWrapper, isGradle } from "./gradle-wrapper.ts";
import { planLane } from "./lane.ts";

/** What is done without an upload. */
export type CompileTask = "preflight" | "test";

/** What Gradle runs where version.json names nothing. Source: the Android Gradle plugin's tasks for its default build types. */
const gradleTasks: Record<CompileTask, string> = { preflight: "assembleDebug", test: "testDebugUnitTest" };

/** What its failures are called: what version.json lacks, what stands in the way, what did not end well. */
const codes = {
  preflight: { missing: "preflight_missing", refused: "preflight_refused", failed: "preflight_failed" },
  test: { missing: "test_missing", refused: "test_refused", failed: "test_failed" },
} as const;

/** A platform whose apps are compiled here. */
export type AppPlatform = "ios" | "android";

/**
 * Compiles or tests an app; nothing is uploaded, bumped, written or recorded. The command gets no credential of the store. Raises
 * `preflight_missing`, `test_missing` (exit 2), `gradle_wrapper_missing`, `gradle_wrapper_not_executable` (exit 5), `preflight_failed`,
 * `test_failed` (exit 1) with the last lines and what they are known to mean. Returns what was run.
 */
export async function runCompile(context: DeployContext, task: CompileTask): Promise<string> {
  const planned = await planCompile(context, task);
  await runCommands(context, context.component, [planned], {
    code: codes[task].failed,
    what: `${task === "preflight" ? "The preflight" : "The tests"} of ${context.component}`,
    hint: "Fix what its last lines name; nothing was uploaded or written.",
    exitCode: exitCode.failure,
  });
  return planned.shown;
}

async function planCompile(context: DeployContext, task: CompileTask): Promise<PlannedCommand> {
  const component = entryOf(context);
  const key = context.component;
  const line = component[task];
  if (!isGradle(component)) {
    if (line === undefined) throw undeclared(key, task, component);
    return planLane(context, line);
  }
  // a command of the team's may well build without the wrapper
  if (line !== undefined && !/\bgradlew\b/.test(line)) return planLane(context, line);
  const { folder, findings } = await findWrapper(openGit(context.root), key, component);
  if (findings.length > 0) throw refuseAll(codes[task].refused, findings);
  return line === undefined
    ? planShell(context, `./gradlew --console=plain ${gradleTasks[task]}`, folder)
    : planLane(context, line);
}

function undeclared(key: string, task: CompileTask, { paths }: Pick<Component, "paths">): CommandError {
  const [folder = "ios"] = paths;
  const action = task === "preflight" ? "build CODE_SIGNING_ALLOWED=NO" : "test";
  const destination = task === "preflight" ? "generic/platform=iOS" : "platform=iOS Simulator,name=iPhone 17";
  return new CommandError(
    codes[task].missing,
    `components.${key} of version.json does not say how it is ${
      task === "preflight" ? "compiled" : "tested"
    }`,
    `Add "${task}": a lane of the Fastfile, or a command, as "xcodebuild -project ${folder}/App.xcodeproj -scheme App ` +
      `-destination '${destination}' ${action}".`,
    exitCode.usage,
  );
}

/**
 * The app that is meant: the named one, or the only one of the platform. Raises `component_unknown`, `app_missing` and `component_missing`
 * (exit 2).
 */
export function findCompiled(manifest: Manifest, platform: AppPlatform, named?: string): string {
  const isMeant = (component: Component) =>
    platform === "android" ? isGradle(component) : component.kind === "ios" || component.store !== undefined;
  const keys = Object.entries(manifest.components).filter(([, one]) => isMeant(one)).map(([key]) => key);
  if (named !== undefined && keys.includes(named)) return named;
  const [only] = keys;
  if (named === undefined && keys.length === 1 && only !== undefined) return only;
  const kind = platform === "android" ? "Android app" : "app of Apple's";
  throw keys.length === 0 || named !== undefined
    ? new CommandError(
      Object.hasOwn(manifest.components, named ?? "") || named === undefined
        ? "app_missing"
        : "component_unknown",
      named === undefined ? `version.json has no ${kind}` : `${named} is no ${kind}`,
      keys.length === 0
        ? `Give a component the kind "${platform}" in version.json.`
        : `Name one: --component ${keys.join(" or ")}.`,
      exitCode.usage,
    )
    : new CommandError(
      "component_missing",
      "there are several apps",
      `Name one: --component ${keys.join(" or ")}.`,
      exitCode.usage,
    );
}
