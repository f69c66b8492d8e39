import { mkdir, rename, stat, symlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openGit } from "../../../scripts/git/git.ts";
import { listLogs } from "../../../scripts/workspace/agent-logs.ts";
import { encodedPath } from "../../../scripts/workspace/log-folders.ts";
import { logPlace } from "../../../scripts/workspace/log-place.ts";
import { elapsed, now } from "../../../scripts/runtime.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import { sessionId, writeLog } from "./agent-home.ts";

// several commands run in one test, each of which may take long to start
vi.setConfig({ testTimeout: 240_000 });

let repo: Monorepo;
let projects: string;
beforeEach(async () => {
  repo = await createMonorepo({ remote: false, components: ["docs", "status"] });
  projects = join(repo.home, ".claude/projects");
});
afterEach(() => repo.stop());

const list = async () => await listLogs({ projects, roots: [repo.root] }, now());
const titles = async () => (await list()).map(({ title }) => title);

test("promise 70: the logs of root, components and worktrees are listed by size, with titles and who is active", async () => {
  const tree = join(repo.home, "trees/fix");
  await repo.git("worktree", "add", "--quiet", "--detach", tree);
  await writeLog(projects, 1, { cwd: repo.root, asked: "Write the release notes", bytes: 3_000_000 });
  await writeLog(projects, 2, {
    cwd: join(repo.root, "web/docs"),
    asked: "Fix the menu",
    bytes: 9_000_000,
    quiet: 3000,
  });
  await writeLog(projects, 3, { cwd: join(tree, "web"), asked: "In the worktree", quiet: 0 });
  await writeLog(projects, 4, {
    cwd: repo.root,
    asked: "Small, with helpers",
    subagent: 5_000_000,
    quiet: 310,
  });
  await writeLog(projects, 5, { cwd: join(repo.home, "other"), asked: "Of another repository" });
  const outcome = await repo.run("workspace", "logs", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  const { logs, bytes } = JSON.parse(outcome.stdout);
  expect(logs.map((log: Record<string, unknown>) => [log.title, log.is_active])).toEqual([
    ["Fix the menu", false],
    ["Small, with helpers", false],
    ["Write the release notes", false],
    ["In the worktree", true],
  ]);
  expect(logs[0]).toMatchObject({ id: sessionId(2), bytes: 9_000_000, cwd: join(repo.root, "web/docs") });
  expect(bytes).toBeGreaterThan(17_000_000);

  const text = await repo.run("workspace", "logs", "--over", "4M");
  expect(text.stdout.split("\n")).toEqual([
    `      8.6M  2d ago    Fix the menu  ${sessionId(2)}`,
    expect.stringContaining("4.8M  5h ago    Small, with helpers"),
    "",
  ]);
});

test("promise 70: a log counts as in use for 15 minutes after it, or a subagent's, was last written", async () => {
  const path = await writeLog(projects, 1, { cwd: repo.root, subagent: 10 });
  const { mtimeMs } = await stat(path);
  const after = async (minutes: number) =>
    (await listLogs({ projects, roots: [repo.root] }, mtimeMs + minutes * 60_000))[0]?.isActive;
  expect([await after(0), await after(14.9), await after(15.1)]).toEqual([true, true, false]);
  const helper = join(path.replace(/\.jsonl$/, ""), "subagents/agent-1.jsonl");
  const later = new Date(mtimeMs + 10 * 60_000);
  await utimes(helper, later, later);
  expect([await after(24.9), await after(25.1)]).toEqual([true, false]);
});

test("promise 70: a name that two paths share is told apart by what the log says", async () => {
  const sibling = `${repo.root}-web`;
  await writeLog(projects, 1, { cwd: join(repo.root, "web"), asked: "ours" });
  await writeLog(projects, 2, { cwd: sibling, asked: "a neighbour's" });
  expect(encodedPath(join(repo.root, "web"))).toBe(encodedPath(sibling));
  expect(await titles()).toEqual(["ours"]);
  // without a word of its own, only a log of the root itself is ours
  const mute = [{ type: "summary", summary: "mute" }];
  await writeLog(projects, 3, { cwd: null, folder: encodedPath(repo.root), lines: mute });
  await writeLog(projects, 4, { cwd: null, folder: encodedPath(sibling), lines: mute });
  expect((await list()).map(({ id }) => id).sort()).toEqual([sessionId(1), sessionId(3)]);
});

test("a clone behind a link is found by either name; a folder elsewhere by CLAUDE_CONFIG_DIR; none is no failure", async () => {
  const empty = await repo.run("workspace", "logs", "--json");
  expect([empty.code, JSON.parse(empty.stdout)]).toEqual([0, { logs: [], bytes: 0 }]);
  const link = join(repo.home, "link");
  await symlink(repo.root, link);
  await writeLog(projects, 1, { cwd: repo.root, asked: "by its real name" });
  const { roots } = await logPlace(openGit(link));
  expect(roots).toContain(link);
  expect((await listLogs({ projects, roots }, now())).map(({ title }) => title)).toEqual([
    "by its real name",
  ]);
  await rename(join(repo.home, ".claude"), join(repo.home, "agent"));
  const outcome = await repo.run("workspace", "logs", "--json", {
    env: { CLAUDE_CONFIG_DIR: join(repo.home, "agent") },
  });
  expect(JSON.parse(outcome.stdout).logs).toHaveLength(1);
});

describe("promise 70: a title", () => {
  const of = async (...lines: unknown[]) => {
    await writeLog(projects, 1, { cwd: null, folder: encodedPath(repo.root), lines });
    return await titles();
  };
  const user = (content: unknown) => ({ type: "user", message: { role: "user", content } });

  test("is what the person called it, else what the agent did, else the summary, else what was asked first", async () => {
    const asked = user("asked");
    const summary = { type: "summary", summary: "summed up", leafUuid: "l" };
    const made = { type: "ai-title", aiTitle: "made", sessionId: "s" };
    const given = { type: "custom-title", customTitle: "given", sessionId: "s" };
    expect(await of(user("<command-name>/x</command-name>"), asked, user("later"))).toEqual(["asked"]);
    expect(await of(asked, summary)).toEqual(["summed up"]);
    expect(await of(asked, summary, made)).toEqual(["made"]);
    expect(await of({ ...given, customTitle: "before" }, given, asked, made, summary)).toEqual(["given"]);
    expect(await of(user([{ type: "tool_result", content: "no question", tool_use_id: "t" }]))).toEqual([""]);
  });

  test("is one line, cut, and drives no terminal, whatever the log holds", async () => {
    const evil = "\u001b]52;c;aGk=\u0007\u001b[31mred\u001b[0m\nline\ttwo \u202eback \u0000 ";
    expect(await of(user(evil))).toEqual(["red line two back"]);
    const [long = ""] = await of(user("ab ".repeat(500)));
    expect([...long]).toHaveLength(80);
    expect(await of("{", "[]", "null", '{"type":7}', "not json", user(7), user("fine"))).toEqual(["fine"]);
  });

  test("is found at both ends of a log of 2 GB, which is not read whole", async () => {
    await mkdir(projects, { recursive: true });
    await writeLog(projects, 2, { cwd: repo.root, asked: "huge", bytes: 2 * 1024 ** 3 });
    const began = elapsed();
    expect(await titles()).toEqual(["huge"]);
    // some seconds would be needed to read it: this is no measurement, only no standstill
    expect(elapsed() - began).toBeLessThan(60_000);
  });
});

test("the folder of a long path is found by its beginning", async () => {
  const deep = join(repo.root, ...Array.from({ length: 30 }, () => "component"));
  await writeLog(projects, 1, {
    cwd: deep,
    asked: "deep",
    folder: `${encodedPath(deep).slice(0, 200)}-1h4sh`,
  });
  expect(await titles()).toEqual(["deep"]);
  const roots = [deep];
  expect((await listLogs({ projects, roots }, now())).map(({ title }) => title)).toEqual(["deep"]);
});
