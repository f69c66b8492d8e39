import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { killPid } from "../../../scripts/runtime.ts";
import type { Monorepo, Shipyard } from "../shipyard.ts";
import { until } from "../until.ts";
import type { Call } from "./tap.ts";

/** Where `kill -9` strikes a run. */
export interface Strike {
  name: string;
  /** The call during which it strikes. */
  call?: (call: Call) => boolean;
  /** Before the project hears of the call, or after it has answered. */
  when?: "before" | "after";
  /** A hook of git, of the clone or of the remote, that strikes and then goes on by itself. */
  hook?: { of: "clone" | "remote"; name: string };
  /** In the middle of a command of the repository's own, which runs `$HOME/strike`: a deploy, a hook of version.json. */
  inCommand?: boolean;
}

export type Resumer = "the same clone" | "another clone";

const strike = (file: string) => `#!/bin/sh\nkill -9 "$(cat '${file}')"\n`;

/** A shell command that strikes once, where the strike is meant for one. */
export function strikesOnce({ inCommand }: Strike): string {
  return inCommand ? "[ -f $HOME/struck ] || { touch $HOME/struck; sh $HOME/strike; sleep 60; }" : ":";
}

/** Before and after each of these calls. */
export function aroundCalls(calls: Readonly<Record<string, (call: Call) => boolean>>): Strike[] {
  return Object.entries(calls).flatMap(([name, call]) =>
    (["before", "after"] as const).map((when): Strike => ({ name: `${when} ${name}`, when, call }))
  );
}

/** Before and after each word of the journal: of every step that it ended, of those that change something that they began. */
export function aroundJournal(journalled: readonly string[], changing: readonly string[]): Strike[] {
  const words = [
    ...changing.map((step) => ({ step, state: "started" })),
    ...journalled.map((step) => ({ step, state: "done" })),
  ];
  return words.flatMap(({ step, state }) =>
    (["before", "after"] as const).map((when): Strike => ({
      name: `${when} the journal has "${step} ${state}"`,
      when,
      call: ({ name, args }) =>
        name === "record_step" && args.step === step &&
        (args.state === state || state === "done" && args.state === "skipped"),
    }))
  );
}

/** Runs the command, strikes, and resolves when nothing of it runs any more. */
export async function strikeDown(
  yard: Shipyard,
  repo: Monorepo,
  args: string[],
  { call, when, hook }: Strike,
  env: Record<string, string> = {},
): Promise<void> {
  const pidFile = join(repo.home, "pid");
  await writeFile(join(repo.home, "strike"), strike(pidFile));
  if (hook !== undefined) {
    const file = join(hook.of === "clone" ? join(repo.root, ".git") : repo.remote, "hooks", hook.name);
    await writeFile(file, `${strike(pidFile)}rm -f "$0"\n`);
    await chmod(file, 0o755);
  }
  let hasStruck = false;
  let pid = 0;
  const meet = (moment: "before" | "after") => async (met: Call) => {
    if (hasStruck || when !== moment || !call?.(met)) return "pass" as const;
    hasStruck = true;
    killPid(await until("the run has a pid", () => pid), "SIGKILL");
    return moment === "before" ? "lose" as const : "pass" as const;
  };
  yard.tap.before = meet("before");
  yard.tap.after = meet("after");
  // a hook may strike before anything else is written: the pid is there first
  const run = yard.start(repo, repo.root, args, { SLIPWAY_ACTOR: "the one that is killed", ...env });
  pid = run.pid;
  await writeFile(pidFile, `${pid}\n`);
  const { code, stderr, stdout } = await run.ended;
  expect(code, `it ended before it was killed: ${stderr}${stdout}`).toBe(128);
  yard.tap.reset();
  await until(
    "git is done with what it began",
    async () => !await exists(join(repo.root, ".git/index.lock")),
  );
}

async function exists(path: string): Promise<boolean> {
  return await readFile(path).then(() => true, () => false);
}
