import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Workspace } from "../manifest/load.ts";
import type { Tab } from "./tabs.ts";

/** What opens the tabs. */
export const launchTools = ["warp", "tmux", "vscode"] as const;
export type LaunchTool = (typeof launchTools)[number];

/** What is opened: tabs, and what runs in each. */
export interface Launch {
  /** Of the file, and what the tool shows. */
  name: string;
  /** Whose components they are. */
  root: string;
  tabs: readonly Tab[];
  /** One line for the person's shell; undefined when a tab only changes folder. */
  command: string | undefined;
}

/** What a coding agent is started with when version.json does not say: it goes on where it was in that folder. */
const usualCommand = "claude --continue";

/** What each tab runs: the given line, else the one of version.json, else an agent; nothing without `resume`. Raises `command_invalid`. */
export function commandOf(
  { ship }: Workspace["manifest"],
  { cmd, resume }: { cmd?: string; resume: boolean },
): string | undefined {
  if (cmd !== undefined && !resume) {
    throw refuse("options_conflict", "--cmd runs a command, and --no-resume runs none", "Give one of them.");
  }
  if (cmd !== undefined && (cmd.trim() === "" || /\p{Cc}/u.test(cmd))) {
    throw refuse("command_invalid", "--cmd takes one line", "Join several with && or ;.");
  }
  return resume ? cmd ?? ship.workspace?.command ?? usualCommand : undefined;
}

/** The name of the file: the given one, else made from the project's. Raises `name_invalid`. */
export function launchName({ name }: Workspace["manifest"], given?: string): string {
  if (given !== undefined) {
    if (/^[a-z0-9][a-z0-9-]{0,63}$/.test(given)) return given;
    throw refuse(
      "name_invalid",
      `"${given}" names no file`,
      "Lower case, digits and dashes, at most 64 characters.",
    );
  }
  const made = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase()
    .split(/[^a-z0-9]+/).filter((part) => part !== "").join("-").slice(0, 64);
  return made === "" ? "workspace" : made;
}

function refuse(code: string, message: string, hint: string): CommandError {
  return new CommandError(code, message, hint, exitCode.usage);
}
