import { appendFileSync } from "node:fs";
import { mkdir, open, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { listLogs } from "../../../scripts/workspace/agent-logs.ts";
import { archiveLogs } from "../../../scripts/workspace/archive-logs.ts";
import { encodedPath } from "../../../scripts/workspace/log-folders.ts";
import { parseSize, sizeText } from "../../../scripts/workspace/size.ts";
import { now } from "../../../scripts/runtime.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import { exists, sessionId, writeLog } from "./agent-home.ts";

// several commands run in one test, each of which may take long to start
vi.setConfig({ testTimeout: 240_000 });

let repo: Monorepo;
let projects: string;
let archive: string;
beforeEach(async () => {
  repo = await createMonorepo({ remote: false, components: ["docs", "status"] });
  projects = join(repo.home, ".claude/projects");
  archive = `${projects}-archive`;
});
afterEach(() => repo.stop());

const M = 1024 * 1024;
const list = async () => await listLogs({ projects, roots: [repo.root] }, now());
/** The lines at its beginning: the rest of a large one is a hole. */
const beginning = async (path: string) => {
  const file = await open(path, "r");
  const { buffer } = await file.read(new Uint8Array(1000), 0, 1000, 0);
  await file.close();
  return new TextDecoder().decode(buffer);
};
const archived = (number: number, slot = sessionId(number)) =>
  join(archive, encodedPath(repo.root), slot, `${sessionId(number)}.jsonl`);

test("promise 71: large logs move with their subagents' and keep every byte; one in use and a small one stay", async () => {
  const large = await writeLog(projects, 1, { cwd: repo.root, bytes: 60 * M, subagent: 1000 });
  const inUse = await writeLog(projects, 2, { cwd: repo.root, bytes: 70 * M, quiet: 0 });
  const small = await writeLog(projects, 3, { cwd: repo.root, bytes: 50 * M });
  const { mtimeMs } = await stat(large);
  const begins = await beginning(large);
  const outcome = await repo.run("workspace", "logs", "--prune", "--over", "50M", "--yes", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(JSON.parse(outcome.stdout)).toMatchObject({
    moved: [{ id: sessionId(1), file: large, to: archived(1) }],
    stayed: [{ id: sessionId(2), file: inUse, why: "it is in use" }],
  });
  expect([await exists(large), await exists(inUse), await exists(small)]).toEqual([false, true, true]);
  expect(await exists(large.replace(/\.jsonl$/, ""))).toBe(false);
  expect(await stat(archived(1))).toMatchObject({ size: 60 * M, mtimeMs });
  expect(await beginning(archived(1))).toBe(begins);
  const helper = archived(1).replace(/\.jsonl$/, "/subagents/agent-1.jsonl");
  expect(await readFile(helper, "utf8")).toBe("x".repeat(1000));

  const again = await repo.run("workspace", "logs", "--prune", "--over", "50M", "--yes", "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ moved: [], stayed: [{ id: sessionId(2) }] });
});

test("promise 71: a log that is touched while others move stays where it is", async () => {
  const paths = [];
  for (const number of [1, 2, 3]) {
    paths.push(await writeLog(projects, number, { cwd: repo.root, bytes: (10 - number) * M, subagent: 10 }));
  }
  const [, second = "", third = ""] = paths;
  const helper = join(third.replace(/\.jsonl$/, ""), "subagents/agent-1.jsonl");
  const { moved, stayed } = await archiveLogs(await list(), archive, {
    now,
    onMoved: () => [second, helper].forEach((file) => appendFileSync(file, "{}\n")),
  });
  expect(moved.map(({ log }) => log.id)).toEqual([sessionId(1)]);
  expect(stayed.map(({ log, why }) => [log.id, why])).toEqual([
    [sessionId(2), "it is in use"],
    [sessionId(3), "it is in use"],
  ]);
  expect([await exists(second), await exists(third), await exists(helper)]).toEqual([true, true, true]);
});

test("promise 71: nor does one that changed since it was listed, however long ago", async () => {
  const path = await writeLog(projects, 1, { cwd: repo.root });
  const logs = await list();
  const later = new Date(now() - 20 * 60_000);
  await utimes(path, later, later);
  const { stayed } = await archiveLogs(logs, archive, { now, onMoved: () => {} });
  expect(stayed).toMatchObject([{ why: "it was written since it was listed", isTrouble: false }]);
  expect(await exists(path)).toBe(true);
});

test("promise 71: one that is written at the very moment of its move is put back", async () => {
  const path = await writeLog(projects, 1, { cwd: repo.root, subagent: 10 });
  const logs = await list();
  let looks = 0;
  // asked before the move and after it
  const slowClock = () => {
    if (++looks === 2) appendFileSync(archived(1), "more\n");
    return now();
  };
  const { moved, stayed } = await archiveLogs(logs, archive, { now: slowClock, onMoved: () => {} });
  expect([moved, stayed]).toMatchObject([[], [{ why: "it was written while it moved" }]]);
  expect((await readFile(path, "utf8")).endsWith("more\n")).toBe(true);
  expect(await exists(join(path.replace(/\.jsonl$/, ""), "subagents/agent-1.jsonl"))).toBe(true);
  expect(await exists(archived(1))).toBe(false);
});

test("promise 71: nothing in the archive is replaced: the same session moves beside the one that is there", async () => {
  for (const said of ["first", "second", "third"]) {
    await writeLog(projects, 1, { cwd: repo.root, asked: said });
    const { moved } = await archiveLogs(await list(), archive, { now, onMoved: () => {} });
    expect(moved).toHaveLength(1);
  }
  for (const [slot, said] of [["", "first"], [".2", "second"], [".3", "third"]]) {
    expect(await readFile(archived(1, sessionId(1) + slot), "utf8")).toContain(said);
  }
});

test("promise 71: what can't be moved stays whole, and the command says so", async () => {
  const path = await writeLog(projects, 1, { cwd: repo.root, bytes: 2 * M, subagent: 10 });
  await mkdir(archive, { recursive: true });
  await writeFile(join(archive, encodedPath(repo.root)), "a file in the way");
  const outcome = await repo.run("workspace", "logs", "--prune", "--over", "1M", "--yes", "--json");
  expect(outcome.code).toBe(1);
  expect(outcome.stdout).toContain('"code":"logs_not_moved"');
  expect(await exists(path)).toBe(true);
  expect(await exists(join(path.replace(/\.jsonl$/, ""), "subagents/agent-1.jsonl"))).toBe(true);
});

describe("promise 71: nobody is surprised", () => {
  test("promise 71: without --yes and without a terminal it refuses, and nothing moves", async () => {
    const path = await writeLog(projects, 1, { cwd: repo.root, bytes: 2 * M });
    const outcome = await repo.run("workspace", "logs", "--prune", "--over", "1M", "--json");
    expect([outcome.code, JSON.parse(outcome.stdout).error.code]).toEqual([5, "confirmation_missing"]);
    expect([await exists(path), await exists(archive)]).toEqual([true, false]);
  });

  test.each([["--over", "50X"], ["--over", "-1M"], ["--over", "M"], ["--prune", "--yes"]])(
    "promise 71: %s %s is a usage error",
    async (...args) => {
      expect((await repo.run("workspace", "logs", ...args)).code).toBe(2);
    },
  );

  test("a size is read and written as people do", () => {
    expect(["50M", "1.5g", "2KB", "7", "0", "50X", "", "1e3", "١M"].map(parseSize)).toEqual([
      50 * M,
      1.5 * 1024 * M,
      2048,
      7,
      0,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([0, 1023, 1024, 52.4 * M, 3 * 1024 ** 4].map(sizeText)).toEqual([
      "0B",
      "1023B",
      "1.0K",
      "52.4M",
      "3.0T",
    ]);
  });
});
