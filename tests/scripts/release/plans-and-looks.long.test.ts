import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codes, events, type Monorepo, type Outcome, useShipyard } from "../../support/shipyard.ts";
import { openTracks, tagsAtRemote } from "../../support/tracks.ts";

const yard = useShipyard();
const run = (repo: Monorepo, ...args: string[]) => yard().run(repo, "release", ...args, "--json");
const last = (outcome: Outcome) => events(outcome).at(-1) ?? {};

async function prepared(): Promise<Monorepo> {
  const repo = await openTracks(yard());
  await change(repo, "fix: the tray");
  return repo;
}

async function change(repo: Monorepo, message: string): Promise<void> {
  await repo.commit(message, { "apps/tray/src/main.rs": `// ${message}\n` });
  await repo.git("push", "--quiet", "origin", "main");
}

/** Every file of the clone and of the remote, but for what a fetch brings. */
async function everyFile(repo: Monorepo): Promise<Record<string, string>> {
  const folders = [repo.root, repo.remote];
  const found: Record<string, string> = {};
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || /\.git\/(objects|refs\/(slipway|remotes)|logs\/refs\/remotes)\//.test(path)) {
        continue;
      }
      found[path] = (await readFile(path)).toString("base64");
    }
  }
  return found;
}

describe("what a release would do", () => {
  test("a look writes nothing, and a snapshot only what a build of one's own needs", async () => {
    const repo = await prepared();
    const before = await everyFile(repo);
    const looked = await run(repo, "tray", "--channel", "live", "--dry-run");
    expect(looked.code, looked.stderr).toBe(0);
    expect(last(looked)).toMatchObject({
      ...{ event: "result", outcome: "planned", plan: 1, branch: "main", channel: "live" },
      tracks: [{
        key: "tray",
        version: "1.8.6",
        tag: "tray-v1.8.6",
        build: 42,
        since: "tray-v1.8.5",
        commits: 1,
      }],
    });
    expect(await everyFile(repo)).toEqual(before);
    expect((await yard().control.releaseStatus()).releases).toEqual([]);

    const sha = (await repo.git("rev-parse", "HEAD")).slice(0, 9);
    const snapshot = await repo.run("release", "tray", "--snapshot", "--json");
    expect(snapshot.code, snapshot.stderr).toBe(0);
    expect(last(snapshot)).toEqual({
      event: "result",
      tracks: [{ key: "tray", version: `1.8.5-snapshot.${sha}` }],
      written: ["apps/tray/tauri.conf.json"],
      outcome: "snapshot",
    });
    expect(await repo.git("status", "--porcelain")).toBe(" M apps/tray/tauri.conf.json");
    expect((await repo.run("sync")).code).toBe(0);
    expect(await repo.git("status", "--porcelain")).toBe("");
  });

  test("a plan is applied as it is, or not at all", async () => {
    const repo = await prepared();
    const file = join(repo.home, "plan.json");
    const planned = await run(repo, "tray", "--channel", "live", "--bump", "major", "--plan", file);
    expect(planned.code, planned.stderr).toBe(0);
    expect((await yard().control.releaseStatus()).releases).toEqual([]);
    await change(repo, "fix: meanwhile");
    const stale = await run(repo, "--apply", file);
    expect([stale.code, new Set(codes(stale))], stale.stderr).toEqual([5, new Set(["plan_stale"])]);
    expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "v2.3.0"]);
    expect((await yard().control.releaseStatus()).releases).toEqual([]);

    expect((await run(repo, "tray", "--channel", "live", "--bump", "major", "--plan", file)).code).toBe(0);
    const plan = JSON.parse(await readFile(file, "utf8"));
    const applied = await run(repo, "--apply", file);
    expect(applied.code, applied.stderr).toBe(0);
    expect(last(applied)).toMatchObject({ outcome: "done", tracks: plan.tracks });
    expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "tray-v2.0.0", "v2.3.0"]);

    await repo.write("no-plan.json", '{ "plan": 2 }');
    for (const none of ["no-plan.json", "missing.json", "README.md"]) {
      const outcome = await run(repo, "--apply", none);
      expect([outcome.code, ...codes(outcome)]).toEqual([2, "plan_invalid"]);
    }
  });

  test("nothing to do, nothing to resume, nothing to give up", async () => {
    const repo = await openTracks(yard());
    for (
      const [args, code] of [[["--changed", "--channel", "alpha"], 0], [[
        "--changed",
        "--channel",
        "alpha",
        "--exit-code",
      ], 3]] as const
    ) {
      for (const more of [[], ["--dry-run"]]) {
        const outcome = await run(repo, ...args, ...more);
        expect([outcome.code, last(outcome).outcome], outcome.stderr).toEqual([
          code,
          "nothing_to_do",
        ]);
      }
    }
    for (const word of ["--resume", "--abandon"]) {
      const outcome = await run(repo, word);
      expect([outcome.code, ...codes(outcome)]).toEqual([5, "ship_unknown"]);
    }
  });

  test("Ctrl-C in the middle ends with 130, and another clone goes on with the same version", async () => {
    const repo = await prepared();
    const running = yard().start(repo, repo.root, [
      "release",
      "tray",
      "--channel",
      "live",
      "--version",
      "3.0.0",
      "--json",
    ]);
    yard().tap.after = (call) => {
      if (call.name === "reserve_release") running.kill("SIGINT");
      return Promise.resolve("pass");
    };
    const stopped = await running.ended;
    yard().tap.reset();
    expect([stopped.code, ...codes(stopped)], stopped.stderr).toEqual([130, "interrupted"]);
    expect(events(stopped)).toContainEqual(
      expect.objectContaining({ event: "unfinished", component: "tray" }),
    );
    expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "v2.3.0"]);
    const resumed = await yard().run(await repo.clone(), "release", "--resume", "--json");
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "tray-v3.0.0", "v2.3.0"]);
  });
});
