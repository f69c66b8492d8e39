import { existsSync } from "node:fs";
import { lstat, mkdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import process from "node:process";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { writePrivateFile } from "../cli/private-file.ts";
import { env } from "../runtime.ts";
import type { Launch, LaunchTool } from "./launch.ts";

const words = "Written by slipway workspace launch for ";
/** Far above any launch file; of another one only its beginning matters. */
const longestLook = 10_000;

/** Where the tool looks for it, or below Slipway's own folder. */
export function launchPath(tool: LaunchTool, name: string): string {
  if (tool === "warp") return join(warpFolder(), `${name}.yaml`);
  return join(dataFolder(), "slipway/workspaces", tool === "tmux" ? `${name}.sh` : `${name}.code-workspace`);
}

/** The file's text; the same for the same components, byte for byte. */
export async function renderLaunch(tool: LaunchTool, launch: Launch): Promise<string> {
  const marker = `${words}${JSON.stringify(launch.root)}; what you change here is lost when it runs again.`;
  if (tool === "warp") return await (await import("./warp.ts")).renderWarp(launch, marker);
  if (tool === "tmux") return (await import("./tmux.ts")).renderTmux(launch, marker);
  return (await import("./vscode.ts")).renderVscode(launch, marker);
}

/**
 * Writes it, whole or not at all, unless it is there as it should be. Raises `launch_file_foreign` for a file that Slipway did not write, and
 * `launch_file_of_another_clone`; both exit 5, and the file stays as it is.
 */
export async function writeLaunch(
  path: string,
  text: string,
  root: string,
): Promise<"written" | "unchanged"> {
  const there = await look(path);
  if (there === text) return "unchanged";
  if (there !== undefined) requireOurs(path, there, root);
  await mkdir(dirname(path), { recursive: true });
  await writePrivateFile(path, text);
  return "written";
}

async function look(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  // a link leads to a file that is somebody's; something else is no text
  return found.isFile() ? await readFile(path, "utf8") : "";
}

function requireOurs(path: string, text: string, root: string): void {
  const beginning = text.slice(0, longestLook).split("\n", 2);
  const line = beginning.find((one) => /^(#|\/\/) /.test(one) && one.includes(` ${words}`));
  if (line === undefined) {
    throw refuse(
      "launch_file_foreign",
      `${path} is there, and Slipway did not write it`,
      "Give another --name, or move that file away.",
    );
  }
  if (!line.includes(` ${words}${JSON.stringify(root)};`)) {
    throw refuse(
      "launch_file_of_another_clone",
      `${path} opens another clone: ${line.slice(line.indexOf(words) + words.length).split(";")[0]}`,
      "Give this one another --name, or remove that file when the other clone is gone.",
    );
  }
}

/** Warp for Linux keeps its files where XDG says; everywhere else, and before it was started once, below the home. */
function warpFolder(): string {
  const linux = join(dataFolder(), "warp-terminal");
  const isThere = process.platform === "linux" && existsSync(linux);
  return join(isThere ? linux : join(home(), ".warp"), "launch_configurations");
}

function dataFolder(): string {
  const given = env("XDG_DATA_HOME");
  return given !== undefined && isAbsolute(given) ? given : join(home(), ".local/share");
}

function home(): string {
  return env("HOME") ?? homedir();
}

function refuse(code: string, message: string, hint: string): CommandError {
  return new CommandError(code, message, hint, exitCode.refused);
}
