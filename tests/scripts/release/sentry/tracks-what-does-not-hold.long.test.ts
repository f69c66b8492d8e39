import { describe, expect, test } from "vitest";
import type { Grant } from "../../../../scripts/stack/code-host/grants.ts";
import { hostOf } from "../../../support/code-host/for-repository.ts";
import { events, type Monorepo, useShipyard } from "../../../support/shipyard.ts";
import { twoTracks } from "../../../support/tracks.ts";

const yard = useShipyard();

/** Tracks at a host, `next` level with `main`, everything in step. */
async function openHosted(tokens: Record<string, Grant> = {}) {
  const repo = await yard().open(twoTracks({
    edit: (draft) => draft.ship.release = { back_merge: { from: "main", to: "next" } },
  }));
  const hosted = await hostOf(repo, tokens);
  expect((await repo.run("readme")).code).toBe(0);
  await repo.commit("docs: the table");
  await repo.git("push", "--quiet", "origin", "main", "main:next");
  return { repo, ...hosted };
}

async function sentry(repo: Monorepo, env: Record<string, string>) {
  const outcome = await repo.run("sentry", "--json", { env: { ...yard().env, ...env } });
  const broken = events(outcome).at(-1)?.broken;
  const keys = Array.isArray(broken) ? broken.map((one) => String(Reflect.get(Object(one), "key"))) : [];
  return { ...outcome, keys };
}
const findings = async () => (await yard().control.releaseStatus()).findings;
const head = (repo: Monorepo) => repo.git("rev-parse", "HEAD");
const record = (component: string, version: string, tag: string, commitSha: string) =>
  yard().control.recordTag({ component, version, tag, commitSha, actor: "test" });

describe("the sentry", () => {
  test("promises 99 and 100: one issue for what is broken, with a label of its own, closed when it is healed", async () => {
    const { repo, codeHost, env } = await openHosted();
    await repo.commit("fix: a hotfix", { "hotfix.txt": "1\n" });
    await repo.git("push", "--quiet", "origin", "main");
    for (let run = 0; run < 2; run++) {
      const { code, keys, stderr } = await sentry(repo, env);
      expect([code, keys], stderr).toEqual([1, ["back-merge:main:next"]]);
    }
    expect(codeHost.state.labels.map(({ name }) => name)).toEqual(["slipway"]);
    expect(codeHost.state.issues).toMatchObject([{
      state: "open",
      labels: ["slipway"],
      number: expect.any(Number),
    }]);
    expect(await findings()).toMatchObject([{
      ...{ source: "sentry", key: "back-merge:main:next", healed_at: null },
      issue_url: expect.stringMatching(/\/issues\/\d+$/),
    }]);

    await repo.git("push", "--quiet", "origin", "main:next");
    const healed = await sentry(repo, env);
    expect([healed.code, healed.keys], healed.stderr).toEqual([0, []]);
    expect(codeHost.state.issues).toMatchObject([{ state: "closed", comments: [{}] }]);
    expect(await findings()).toMatchObject([{ healed_at: expect.any(String) }]);
  });

  test("an issue that a stranger opened first with the same marker is neither linked nor closed", async () => {
    const { repo, codeHost, env } = await openHosted();
    codeHost.state.issues.push({
      ...{ number: 900, title: "free money", state: "open", labels: [], milestone: null, author: "eve" },
      ...{ body: "<!-- slipway-sentry:sentry:back-merge:main:next -->", comments: [], pull: null },
    });
    await repo.commit("fix: a hotfix", { "hotfix.txt": "1\n" });
    await repo.git("push", "--quiet", "origin", "main");
    expect((await sentry(repo, env)).code).toBe(1);
    expect(codeHost.state.issues.map(({ author }) => author)).toEqual(["eve", "release-bot[bot]"]);
    expect((await findings()).map(({ issue_url }) => issue_url)).toEqual([expect.not.stringMatching(/900$/)]);
    await repo.git("push", "--quiet", "origin", "main:next");
    expect((await sentry(repo, env)).code).toBe(0);
    expect(codeHost.state.issues.map(({ state }) => state)).toEqual(["open", "closed"]);
  });

  test("tags that were moved, taken away, made by hand, and drift on the branch", async () => {
    const { repo, codeHost, env } = await openHosted();
    const before = await head(repo);
    await record("tray", "1.8.5", "tray-v1.8.5", before);
    await record("tray", "1.8.6", "tray-v1.8.6", before);
    await repo.commit("fix: another", {
      "version.txt": "1\n",
      "apps/tray/tauri.conf.json": '{ "version": "0.0.1" }\n',
    });
    for (const tag of ["tray-v1.8.6", "tray-v1.9.0-alpha.1", "v9.0.0", "video-v1"]) {
      await repo.git("tag", tag);
    }
    await repo.git("push", "--quiet", "--no-verify", "origin", "main", "main:next", "--tags");
    const { code, keys, stderr } = await sentry(repo, env);
    expect([code, keys], stderr).toEqual([1, [
      "tag:tray-v1.9.0-alpha.1",
      "tag:tray-v1.8.6",
      "tag:tray-v1.8.5",
      "check",
    ]]);
    expect(codeHost.state.issues).toHaveLength(4);
  });

  test("promise 100: labels that the host drops without a word hide nothing, and nothing is told twice", async () => {
    const weak: Grant = {
      ...{ kind: "fine-grained", login: "reader", canPush: false },
      permissions: { issues: "write", metadata: "read" },
    };
    const { repo, codeHost, env: usual } = await openHosted({ weak_token: weak });
    await repo.commit("fix: a hotfix", { "hotfix.txt": "1\n" });
    await repo.git("push", "--quiet", "origin", "main");
    const env = { ...usual, SLIPWAY_HOST_TOKEN: "weak_token" };
    const first = await sentry(repo, env);
    expect(first.code).toBe(1);
    expect(first.stdout + first.stderr).toContain("label_dropped");
    expect((await sentry(repo, env)).code).toBe(1);
    expect(codeHost.state.issues).toMatchObject([{ state: "open", labels: [] }]);
    await repo.git("push", "--quiet", "origin", "main:next");
    expect((await sentry(repo, env)).code).toBe(0);
    expect(codeHost.state.issues).toMatchObject([{ state: "closed" }]);
  });

  test("a host or a remote that can't be reached is a finding, stops nothing else, and heals nothing", async () => {
    const { repo, codeHost, env } = await openHosted();
    await repo.commit("fix: a hotfix", { "hotfix.txt": "1\n" });
    await repo.git("push", "--quiet", "origin", "main");
    await codeHost.stop();
    const alone = await sentry(repo, env);
    expect([alone.code, alone.keys]).toEqual([1, ["back-merge:main:next", "unchecked:host"]]);
    expect((await findings()).map(({ key }) => key).sort()).toEqual([
      "back-merge:main:next",
      "unchecked:host",
    ]);
    await repo.git("remote", "set-url", "origin", `${repo.remote}.gone`);
    const blind = await sentry(repo, env);
    expect(blind.code).toBe(1);
    expect(blind.keys).toContain("unchecked:back-merge");
    const open = (await findings()).filter(({ healed_at }) => healed_at === null).map(({ key }) => key);
    expect(open).toContain("back-merge:main:next");
  });
});
