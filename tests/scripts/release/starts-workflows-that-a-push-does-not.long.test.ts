import { describe, expect, test } from "vitest";
import { loadWorkspace } from "../../../scripts/manifest/load.ts";
import { planWorkflows } from "../../../scripts/workflows/plan.ts";
import { writeWorkflows } from "../../../scripts/workflows/write.ts";
import { hostOf } from "../../support/code-host/for-repository.ts";
import { type Checkout, events, type Monorepo, useShipyard } from "../../support/shipyard.ts";
import { twoTracks } from "../../support/tracks.ts";

const yard = useShipyard();

/** Tracks whose workflows and host are on the remote, and a change that touches all of them. */
async function openHosted(more: readonly string[] = []) {
  const repo = await yard().open(twoTracks({
    edit(draft) {
      for (const key of more) {
        draft.components[key] = {
          ...{ name: key, kind: "web", version: "1.0.0", build: 1, paths: [`apps/${key}`], mirrors: [] },
          release: {
            tag: `${key}-v`,
            inputs: ["crates/core/**"],
            auto: { branch: "main", channel: "alpha" },
          },
        };
      }
    },
  }));
  for (const key of more) await repo.write(`apps/${key}/index.ts`, "export {};\n");
  const hosted = await hostOf(repo);
  await writeWorkflows(repo.root, await planWorkflows(await loadWorkspace(repo.root)));
  expect((await repo.run("readme")).code).toBe(0);
  await repo.commit("fix: the core", { "crates/core/src/lib.rs": "// core\n" });
  await repo.git("push", "--quiet", "origin", "main");
  return { repo, ...hosted };
}

function release(repo: Monorepo & Checkout, env: Record<string, string>, ...args: string[]) {
  return repo.run("release", ...args, "--json", { env: { ...yard().env, ...env } });
}

describe("a release whose push tells of no tag", () => {
  test("more than three tags: each gets its run by hand, once", async () => {
    const { repo, codeHost, env } = await openHosted(["worker", "site"]);
    const outcome = await release(repo, env, "--changed", "--channel", "alpha");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(codeHost.state.dispatches.map(({ workflow, ref }) => [workflow, ref]).sort()).toEqual([
      ["slipway-release-platform.yml", "v2.3.0-alpha.1"],
      ["slipway-release-site.yml", "site-v1.0.0-alpha.1"],
      ["slipway-release-tray.yml", "tray-v1.8.5-alpha.1"],
      ["slipway-release-worker.yml", "worker-v1.0.0-alpha.1"],
    ]);
  });

  test("the token of a job: a lost answer is looked up, not repeated", async () => {
    const { repo, codeHost, env } = await openHosted();
    const pushing = { ...env, SLIPWAY_PUSH_EVENTS: "none" };
    codeHost.fail({ kind: "drop", when: "after" }, { method: "POST", path: /dispatches$/ });
    const broken = await release(repo, pushing, "tray", "--channel", "alpha");
    expect(broken.code, broken.stderr).toBe(9);
    expect(codeHost.state.dispatches).toHaveLength(1);
    const resumed = await release(repo, pushing, "--resume");
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(codeHost.state.dispatches.map(({ ref }) => ref)).toEqual(["tray-v1.8.5-alpha.1"]);
    // tags that the host has heard of start by themselves
    const plain = await release(repo, env, "platform", "--channel", "alpha");
    expect(plain.code, plain.stderr).toBe(0);
    expect(codeHost.state.dispatches).toHaveLength(1);
    expect(events(plain)).toContainEqual(expect.objectContaining({ step: "dispatch", state: "skipped" }));
  });
});
