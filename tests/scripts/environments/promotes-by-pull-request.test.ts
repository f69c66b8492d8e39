import { expect, onTestFinished, test } from "vitest";
import { startCodeHost } from "../../../scripts/stack/code-host/code-host.ts";
import { writer, writerToken } from "../../support/code-host/hosted.ts";
import { events, useShipyard } from "../../support/shipyard.ts";
import { openEnvironments, refusalsOf } from "../../support/two-environments.ts";

const yard = useShipyard();
const nowhere = "http://127.0.0.1:1";

/** Two environments whose code is at the stand-in of GitHub; promotions need its checks. */
async function openHosted(promote: Record<string, unknown>) {
  const place = await openEnvironments(yard(), {
    edit(draft) {
      const { environments } = draft.ship;
      if (typeof environments !== "object" || environments === null) return;
      Object.assign(Reflect.get(Reflect.get(environments, "production"), "promote"), promote);
      draft.ship.release = { host: { type: "github", repo: "acme/shop", api: nowhere } };
      draft.ship.gates = { main: { checks: ["build"] } };
    },
  });
  const { repo, push } = place;
  await repo.git("push", "--quiet", "--no-verify", "origin", "main:refs/heads/production");
  const host = await startCodeHost({ repository: repo.remote, tokens: { [writerToken]: writer } });
  onTestFinished(() => host.stop());
  await push("chore: the host", {
    "version.json": (await repo.read("version.json")).replace(nowhere, host.apiUrl),
  });
  const promoteWith = (...args: string[]) =>
    repo.run("promote", "production", "--json", ...args, {
      env: { ...yard().env, DEPLOYED: `${repo.root}/../deployed`, SLIPWAY_HOST_TOKEN: writerToken },
    });
  return { ...place, host, promote: promoteWith };
}

test("where commits come by pull request, it is opened once, and what was merged is deployed", async () => {
  const { repo, promote, remote, runs } = await openHosted({ by: "pull-request" });
  for (const _ of [1, 2]) {
    const waits = await promote();
    expect([waits.code, events(waits).at(-1)]).toMatchObject([9, { error: { code: "pull_request_open" } }]);
    expect(JSON.stringify(events(waits).at(-1))).toMatch(/pull request 1\b/);
  }
  await repo.git("fetch", "--quiet", "origin");
  await repo.git("switch", "--quiet", "--create", "merging", "origin/production");
  await repo.git("merge", "--quiet", "--no-ff", "--message", "Merge pull request 1", "main");
  await repo.git("push", "--quiet", "--no-verify", "origin", "merging:production");
  await repo.git("switch", "--quiet", "main");
  const merged = await remote("production");
  const done = await promote();
  expect(done.code, done.stderr).toBe(0);
  expect(events(done).at(-1)).toMatchObject({ sha: merged });
  expect(await runs("production")).toEqual({ dashboard: 131, "proxy-server": 22 });
});

test("a promotion is refused while a required check is not green, also one that never reported", async () => {
  const { repo, host, promote } = await openHosted({ needs: ["checks"] });
  const sha = await repo.git("rev-parse", "HEAD");
  const refused = await promote("--dry-run");
  expect(refused.code).toBe(5);
  expect(refusalsOf(refused)).toHaveLength(1);
  expect(JSON.stringify(events(refused)[0])).toContain("build");
  const posted = await fetch(`${host.apiUrl}/repos/acme/shop/statuses/${sha}`, {
    method: "POST",
    headers: { authorization: `Bearer ${writerToken}`, "content-type": "application/json" },
    body: JSON.stringify({ state: "success", context: "build" }),
  });
  expect(posted.status).toBe(201);
  const green = await promote();
  expect(green.code, green.stderr + green.stdout).toBe(0);
});
