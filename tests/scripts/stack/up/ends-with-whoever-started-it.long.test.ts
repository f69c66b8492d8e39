import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { type ChildProcess, env, sleep, spawn } from "../../../../scripts/runtime.ts";
import { repositoryRoot, slipwayCommand } from "../../../support/repository.ts";
import { alive, tree } from "./slipway.ts";

const up = ["stack", "up", "--json"];
const isThere = (program: string) =>
  (env("PATH") ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

/** What people start it with; pnpm and Yarn where they are installed. */
const launchers: [program: string, args: string[]][] = [
  ["npx", ["--no", "slipway", ...up]],
  ["npm", ["exec", "--", "slipway", ...up]],
  ["pnpm", ["exec", "slipway", ...up]],
  ["yarn", ["exec", "slipway", ...up]],
  // As a CI step: a script in a shell that does more than this.
  ["sh", ["-c", `"$0" ${up.join(" ")}; true`, slipwayCommand]],
  // A runner that starts a script: what is killed is two processes above.
  ["sh", ["-c", `sh -c '"$0" ${up.join(" ")}; true' "$0"; true`, slipwayCommand]],
];

let temporary: string;
beforeEach(async () => {
  temporary = await mkdtemp(`${tmpdir()}/slipway-starter-`);
  // Postgres runs as another account when this one is root.
  await chmod(temporary, 0o777);
});
afterEach(() => rm(temporary, { recursive: true }));

/** Starts it and waits for its first line. */
async function start(program: string, args: string[]) {
  const child = spawn(program, args, { cwd: repositoryRoot, env: { TMPDIR: temporary } });
  const [line] = await firstLines(child);
  expect(line).toMatch(/^\{"db_url"/);
  return { child, pids: await tree(child.pid) };
}

async function firstLines(child: ChildProcess): Promise<string[]> {
  for await (const line of child.stdout) return [line];
  return [];
}

async function expectNothingLeft(pids: number[]): Promise<void> {
  await vi.waitFor(async () => expect(await alive(pids)).toEqual([]), { timeout: 60_000, interval: 100 });
  expect((await readdir(temporary)).filter((name) => name.startsWith("slipway-"))).toEqual([]);
}

test.each(launchers.filter(([program]) => isThere(program)))(
  "%s %j, killed with -9, leaves no process and no data",
  async (program, args) => {
    const { child, pids } = await start(program, args);
    expect(pids.length).toBeGreaterThan(5);
    child.kill("SIGKILL");
    await expectNothingLeft(pids);
  },
);

test("npm start, killed with -9, leaves no process and no data", async () => {
  const child = spawn("npm", ["start"], { cwd: repositoryRoot, env: { TMPDIR: temporary } });
  for await (const line of child.stdout) if (line.includes("Ctrl-C ends it")) break;
  const pids = await tree(child.pid);
  expect(pids.length).toBeGreaterThan(5);
  child.kill("SIGKILL");
  await expectNothingLeft(pids);
});

test("a standard input that was held open, and is let go of, ends it", async () => {
  // Whoever holds it open is no parent of the platform.
  const fifo = join(temporary, "input");
  await spawn("mkfifo", [fifo]).exited;
  const holder = spawn("sh", ["-c", 'exec sleep 600 3>"$0"', fifo]);
  onTestFinished(() => holder.kill("SIGKILL"));
  const { child, pids } = await start("sh", ["-c", `exec "$0" ${up.join(" ")} <"$1"`, slipwayCommand, fifo]);
  await rm(fifo);
  // An end within the first second counts as closed from the start.
  await sleep(1_200);
  holder.kill("SIGKILL");
  await child.exited;
  await expectNothingLeft(pids);
});

test("an input that is closed from the start ends nothing", async () => {
  const { child, pids } = await start("sh", ["-c", `: | "$0" ${up.join(" ")}`, slipwayCommand]);
  await sleep(1_500);
  expect(await alive(pids)).toHaveLength(pids.length);
  child.kill("SIGKILL");
  await expectNothingLeft(pids);
});
