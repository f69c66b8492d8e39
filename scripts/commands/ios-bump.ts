// slipway ios bump: the number of the next archive, or the next version that people see.

import process from "node:process";
import { Argument, Command, Option } from "commander";
import type { IosOptions } from "../app-store/command.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import type { Level } from "../tracks/version.ts";
import { bump, wholeNumber } from "./bump.ts";
import { withComponent } from "./ios-options.ts";

interface Options extends Pick<IosOptions, "component" | "build" | "json"> {
  dryRun?: boolean;
  /** --no-tag. */
  tag: boolean;
  push?: boolean;
}

/** `slipway ios bump [--build N]`: `slipway bump` of the app. `slipway ios bump patch|minor|major [app]`: its version, with commit and tag. */
export function iosBumpCommand(): Command {
  const level = new Argument("[level]", "raise the version that people see by this").choices(
    ["patch", "minor", "major"],
  );
  return withComponent(new Command("bump"))
    .description(
      "Write the number of the next archive into the Xcode project, and nowhere else. With patch, minor or major: raise the marketing version in version.json and the project, commit and tag it.",
    )
    .addArgument(level)
    .argument("[component]", "the app, when version.json has several")
    .addOption(
      new Option("--build <number>", "this build instead of the next one; without a level").argParser(
        wholeNumber,
      ),
    )
    .option("--dry-run", "of a version: show it, and write nothing")
    .option("--no-tag", "of a version: only the commit; asks no remote, and works on every branch")
    .option("--push", "of a version: push the commit and its tag, both or neither")
    .option("--json", "print the move as one line of JSON")
    .addHelpText(
      "after",
      `
The tag is the track's own where the app is one (release.tag of version.json), else v<version>. A tag that exists, here or at the remote,
and files that are changed and not committed are refused before anything is written.`,
    )
    .action(bumpApp);
}

async function bumpApp(level: Level | undefined, named: string | undefined, options: Options): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { findAppKey } = await import("../app-store/app.ts");
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const { build, json } = options;
  const key = findAppKey(workspace.manifest, named ?? options.component);
  if (level === undefined) return await bump(key, { build, json });
  const { openGit } = await import("../git/git.ts");
  const { resolveEnvironment } = await import("../manifest/environment.ts");
  const { bumpVersion, refuseBuild } = await import("../app-store/bump-version.ts");
  if (build !== undefined) throw refuseBuild(level);
  const output = createOutput({ json }, mask.apply);
  const { upstream } = resolveEnvironment(workspace.manifest);
  const { dryRun: isDryRun = false, tag: isTagging, push: isPushing = false } = options;
  const done = await bumpVersion(
    { git: openGit(workspace.root), workspace, upstream, signal: interruptSignal() },
    { key, level, isDryRun, isTagging, isPushing },
  );
  const tagged = done.tag === null ? "" : `, tag ${done.tag}`;
  output.print(
    `${key} ${done.previous} → ${done.version}${tagged}${isDryRun ? " (nothing is written)" : ""}`,
  );
  for (const file of done.files) output.note(`${isDryRun ? "would write" : "wrote"} ${file}`);
  if (!isDryRun && !done.pushed) {
    output.note(`push it: git push --atomic ${upstream.remote} ${upstream.branch} ${done.tag ?? ""}`.trim());
  }
  output.json(done);
}
