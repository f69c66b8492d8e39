import { statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { loadWorkspace } from "../../manifest/load.ts";
import { env } from "../../runtime.ts";
import type { Follower } from "../follower.ts";
import { planUnits, removeUnits, writeUnits } from "./files.ts";
import { findProgram, runProgram, userNameOf } from "./programs.ts";
import { type UnitFacts, unitName } from "./render.ts";
import { verifyUnits } from "./verify.ts";

/** What is asked for. */
interface InstallWishes {
  /** A timer of the user's own systemd, which runs while that user is logged in, or lingers. */
  isUser: boolean;
  everySeconds: number;
  isDryRun: boolean;
  /** Also tells systemd of it. */
  isNow: boolean;
}

/** What was done. */
export interface Installed {
  written: string[];
  /** What is left to type; empty when it was done. */
  commands: string[];
  /** False where this machine has no systemd-analyze to ask. */
  isChecked: boolean;
}

/**
 * Writes the service and the timer of this checkout, once systemd has nothing against them; done again it changes nothing. Raises `unit_foreign`
 * (exit 5), `unit_invalid`, `unit_unwritable`, `program_missing`, `systemctl_failed`.
 */
export async function installUnits(follower: Follower, wishes: InstallWishes): Promise<Installed> {
  const { isUser, isDryRun, isNow } = wishes;
  const facts = await factsOf(follower, wishes);
  const folder = unitFolder(isUser);
  const units = await planUnits(facts, folder);
  const isChecked = await verifyUnits(units, isUser);
  if (isDryRun) {
    for (const { path, text } of units) follower.output.print(`# ${path}\n${text}`);
    return { written: [], commands: [], isChecked };
  }
  const written = await writeUnits(units, folder);
  const scope = isUser ? ["--user"] : [];
  const commands = [[...scope, "daemon-reload"], [...scope, "enable", "--now", `${unitName(facts)}.timer`]];
  return { written, isChecked, commands: await runOrSay(commands, isNow) };
}

/** Takes both away again; files of somebody else stay. */
export async function uninstallUnits(follower: Follower, wishes: InstallWishes): Promise<Installed> {
  const { isUser, isDryRun, isNow } = wishes;
  const facts = await factsOf(follower, wishes);
  const units = await planUnits(facts, unitFolder(isUser));
  const timer = `${unitName(facts)}.timer`;
  const there = units.filter(({ before }) => before !== null);
  if (isDryRun || there.length === 0) return { written: [], commands: [], isChecked: false };
  const scope = isUser ? ["--user"] : [];
  // what enabled it goes with it: systemctl can't disable a unit whose file is gone
  if (isNow) await runOrSay([[...scope, "disable", "--now", timer]], isNow);
  else await rm(join(unitFolder(isUser), "timers.target.wants", timer), { force: true });
  const written = await removeUnits(there);
  const left = [...isNow ? [] : [[...scope, "stop", timer]], [...scope, "daemon-reload"]];
  return { written, commands: await runOrSay(left, isNow), isChecked: false };
}

async function factsOf({ root, environment, host }: Follower, wishes: InstallWishes): Promise<UnitFacts> {
  const { manifest } = await loadWorkspace(root);
  const npx = findProgram("npx");
  return {
    ...{
      project: manifest.name,
      environment: environment.name,
      branch: environment.upstream.branch,
      host,
      root,
    },
    ...{ npx, path: pathOf(npx), everySeconds: wishes.everySeconds },
    user: wishes.isUser ? undefined : await ownerOf(root),
  };
}

/** The folders of npx, node and git, and those that every system has. */
function pathOf(npx: string): string {
  const usual = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
  return [...new Set([dirname(npx), dirname(findProgram("git")), ...usual])].join(":");
}

function unitFolder(isUser: boolean): string {
  if (!isUser) return "/etc/systemd/system";
  return join(env("XDG_CONFIG_HOME") ?? join(env("HOME") ?? homedir(), ".config"), "systemd/user");
}

/** git refuses the checkout of somebody else, so a run is that of its owner, also when it is installed with sudo. */
async function ownerOf(root: string): Promise<string> {
  const { uid } = statSync(root);
  if (uid === process.getuid?.()) return userInfo().username;
  const name = await userNameOf(uid);
  if (name !== null) return name;
  throw new CommandError(
    "owner_unknown",
    `nobody on this machine has the number ${uid}, to whom ${root} belongs`,
    "Give the checkout to whoever shall follow: chown -R.",
    exitCode.refused,
  );
}

async function runOrSay(commands: readonly string[][], isNow: boolean): Promise<string[]> {
  if (!isNow) return commands.map((args) => ["systemctl", ...args].join(" "));
  for (const args of commands) {
    const { code, said } = await runProgram("systemctl", args);
    if (code === 0) continue;
    throw new CommandError(
      "systemctl_failed",
      `systemctl ${args.join(" ")} ended with ${code}: ${said}`,
      "The files are written. Fix what it names, then run it again.",
    );
  }
  return [];
}
