import { existsSync } from "node:fs";
import { join } from "node:path";
import { planShell } from "../deploy/adapters/shell.ts";
import { type DeployContext, entryOf, type EnvironmentOptions } from "../deploy/context.ts";
import type { PlannedCommand } from "../deploy/planned-command.ts";
import { readInside } from "../manifest/real-path.ts";
import { env } from "../runtime.ts";

/** Where fastlane looks for its lanes, below the folder that it is started in. Source: fastlane_core, FastlaneFolder. */
const fastfiles = ["fastlane/Fastfile", ".fastlane/Fastfile", "Fastfile"];

/** Whether what version.json says is the name of a lane: one word, as `beta`. Everything else is a command. */
export function isLaneName(line: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(line);
}

/**
 * A line of version.json as it is run: a lane by fastlane, in the folder that has the Fastfile and with the project's own fastlane where a
 * Gemfile pins one; a command by the shell at the root of the repository. In CI match only reads, unless MATCH_READONLY says otherwise: a
 * machine that is thrown away must make no certificates.
 */
export function planLane(context: DeployContext, line: string, options?: EnvironmentOptions): PlannedCommand {
  const isCi = !["", "false", "0"].includes(env("CI") ?? "");
  const more: Record<string, string> = isCi ? { MATCH_READONLY: env("MATCH_READONLY") ?? "true" } : {};
  const within = { ...context, env: { ...more, ...context.env } };
  if (!isLaneName(line)) return planShell(within, line, "", options);
  const folder = fastlaneFolder(context);
  const program = pinsFastlane(context.root, folder) ? "bundle exec fastlane" : "fastlane";
  return planShell(within, `${program} ${line}`, folder, options);
}

/** The first of the root and the component's folders that has a Fastfile; empty for the root, also where there is none. */
export function fastlaneFolder(context: Pick<DeployContext, "root" | "manifest" | "component">): string {
  const has = (folder: string) => fastfiles.some((file) => existsSync(join(context.root, folder, file)));
  return ["", ...entryOf(context).paths].find(has) ?? "";
}

/** Bundler looks for a Gemfile in the folder and in those above it. */
export function pinsFastlane(root: string, folder: string): boolean {
  const parts = folder === "" ? [] : folder.split("/");
  for (let depth = parts.length; depth >= 0; depth--) {
    const bytes = readInside(root, [...parts.slice(0, depth), "Gemfile"].join("/"));
    if (bytes !== null) {
      return /^[ \t]*gem[ \t]*(?:\([ \t]*)?["']fastlane["']/m.test(new TextDecoder().decode(bytes));
    }
  }
  return false;
}
