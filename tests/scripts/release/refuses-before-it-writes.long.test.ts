import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Checkout, codes, type Monorepo, type Outcome, useShipyard } from "../../support/shipyard.ts";
import { openTracks } from "../../support/tracks.ts";

const yard = useShipyard();
const run = (checkout: Checkout, args: string[], env: Record<string, string> = {}): Promise<Outcome> =>
  checkout.run("release", ...args, "--json", { env: { ...yard().env, ...env } });

const wishes: [args: string[], code: number, reason: string][] = [
  [["tray", "--channel", "live", "--version", "1.8"], 2, "version_invalid"],
  [["tray", "--channel", "live", "--version", "1.9.0+5"], 2, "version_invalid"],
  [["tray", "--channel", "live", "--version", "1.9.0-beta.1"], 2, "version_invalid"],
  [["tray"], 2, "channel_missing"],
  [["video", "--channel", "live"], 2, "track_unknown"],
  [["tray", "--changed", "--channel", "alpha"], 2, "usage"],
  [["tray", "--version", "1.8.5"], 5, "version_exists"],
  [["tray", "--version", "1.8.4"], 5, "version_not_higher"],
  [["tray", "--version", "1.9.0-alpha.7"], 5, "channel_lower"],
  [["tray", "--channel", "alpha", "--bump", "minor"], 5, "channel_lower"],
  [["tray", "--channel", "live", "--branch", "next"], 5, "branch_wrong"],
  [["tray", "--channel", "alpha", "--branch", "next"], 5, "branch_gone"],
];

/** What the remote has, and what the project remembers of releases. */
async function everything(repo: Monorepo): Promise<unknown> {
  const { releases } = await yard().control.releaseStatus();
  return [await repo.git("ls-remote", "origin"), (await yard().status()).ships, releases];
}

describe("a release that can't be made is refused with its reason, and nothing is written", () => {
  test("what was asked for", async () => {
    const repo = await prepared();
    const before = await everything(repo);
    for (const [args, code, reason] of wishes) {
      const outcome = await run(repo, args);
      expect([outcome.code, ...codes(outcome)], `${args.join(" ")}: ${outcome.stderr}`).toEqual([
        code,
        reason,
      ]);
    }
    expect(await everything(repo)).toEqual(before);
  });

  test("a clone that can't tell what changed, or in whose name", async () => {
    const repo = await prepared();
    const before = await everything(repo);
    const root = join(repo.root, "..", "shallow");
    await repo.git("clone", "--quiet", "--depth", "1", `file://${repo.remote}`, root);
    const shallow = await repo.run("release", "tray", "--channel", "live", "--json", {
      cwd: root,
      env: yard().env,
    });
    expect([shallow.code, ...codes(shallow)]).toEqual([5, "clone_shallow"]);
    const nobody = {
      GIT_AUTHOR_NAME: "",
      GIT_AUTHOR_EMAIL: "",
      GIT_COMMITTER_NAME: "",
      GIT_COMMITTER_EMAIL: "",
    };
    await repo.git("config", "user.useConfigOnly", "true");
    const anonymous = await run(repo, ["tray", "--channel", "live"], nobody);
    expect([anonymous.code, ...codes(anonymous)]).toEqual([5, "git_identity_missing"]);
    expect(await everything(repo)).toEqual(before);
  });

  test("files that disagree on the remote's branch", async () => {
    const repo = await prepared();
    await repo.commit("fix: by hand", {
      "apps/tray/tauri.conf.json": '{ "productName": "Tray", "version": "9.9.9" }\n',
    });
    await repo.git("push", "--quiet", "origin", "main");
    const before = await everything(repo);
    const outcome = await run(repo, ["tray", "--channel", "live"]);
    expect([outcome.code, new Set(codes(outcome))], outcome.stdout).toEqual([7, new Set(["mirror_drift"])]);
    expect(await everything(repo)).toEqual(before);
  });

  test("a project that does not answer, and a key that may only look", async () => {
    const repo = await prepared();
    const before = await everything(repo);
    const gone = await run(repo, ["tray", "--channel", "live"], { SLIPWAY_URL: "http://127.0.0.1:9" });
    expect([gone.code, ...codes(gone)]).toEqual([1, "control_plane_unreachable"]);
    const nothing = await repo.run("release", "tray", "--channel", "live", "--json");
    expect([nothing.code, ...codes(nothing)]).toEqual([4, "credential_missing"]);
    const publishable = {
      SLIPWAY_SECRET_KEY: "",
      SLIPWAY_PUBLISHABLE_KEY: yard().stack.info.publishable_key,
    };
    const looked = await run(repo, ["tray", "--channel", "live", "--dry-run"], publishable);
    expect(looked.code, looked.stderr).toBe(0);
    const released = await run(repo, ["tray", "--channel", "live"], publishable);
    expect(released.code).toBe(4);
    expect(await everything(repo)).toEqual(before);
  });
});

/** A monorepo whose tray is on its way to 1.9.0, with one more change. */
async function prepared(): Promise<Monorepo> {
  const repo = await openTracks(yard(), undefined, ["tray-v1.8.5", "tray-v1.9.0-beta.1", "v2.3.0"]);
  await repo.commit("fix: the tray", { "apps/tray/src/main.rs": "// fixed\n" });
  await repo.git("push", "--quiet", "origin", "main");
  return repo;
}
