import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type ControlPlane } from "../../../scripts/control-plane/control-plane.ts";
import { explainUnfinished } from "../../../scripts/ship/flow/unfinished-ship.ts";
import { type LoadedPlatform, loadSharedPlatform } from "../../support/loaded-stack.ts";
import { refused } from "./refused.ts";

let stack: LoadedPlatform;
let plane: ControlPlane;
beforeAll(async () => {
  stack = await loadSharedPlatform();
  const { api_url: url, secret_key: key } = stack.info;
  plane = connect({ url, key, kind: "secret", source: "test" });
});
afterAll(() => stack?.stop());

const commitSha = "0123456789abcdef0123456789abcdef01234567";
const actor = "ana@desk";
const ship = {
  component: "docs",
  withComponents: ["status"],
  environment: "production",
  holder: actor,
  cloneId: "desk:/clone",
  targets: [],
};

test("a release of two components: both held, each with a version, a tag and a build, until it is published", async () => {
  const held = await plane.beginShip({ ...ship, kind: "release" });
  expect(Object.keys(held.highest_builds ?? {})).toEqual(["docs", "status"]);
  const { ships } = await plane.shipStatus("production");
  expect(ships).toMatchObject([{ kind: "release", component: "docs", with_components: ["status"] }]);
  const other = { ...ship, component: "status", withComponents: [], holder: "bob@lap" };
  expect((await refused(plane.beginShip(other))).code).toBe("lease_held");

  const docs = { component: "docs", version: "2.0.0-rc.1", tag: "docs-v2.0.0-rc.1", build: 9001 };
  expect(await plane.reserveRelease(held, docs)).toMatchObject({ ...docs, channel: "rc", is_new: true });
  expect(await plane.reserveRelease(held, { ...docs, version: "2.0.0", tag: "docs-v2.0.0" }))
    .toMatchObject({ ...docs, is_new: false });
  const taken = await refused(
    plane.reserveRelease(held, { component: "status", version: "2.0.0-rc.1", tag: docs.tag, build: 9001 }),
  );
  expect([taken.code, taken.exitCode]).toEqual(["tag_taken", 5]);

  const tagged = { component: "docs", version: docs.version, tag: docs.tag, commitSha, actor };
  expect(await plane.recordTag(tagged)).toMatchObject({ commit_sha: commitSha, build: 9001, is_new: true });
  const moved = await refused(plane.recordTag({ ...tagged, commitSha: commitSha.replace("0", "f") }));
  expect(moved.code).toBe("tag_moved");
  const release = { component: "docs", version: docs.version, actor };
  expect((await refused(plane.moveFloat({ ...release, channel: "rc" }))).code).toBe("release_not_published");
  expect(await plane.recordPublication({ ...release, url: "https://host.test/docs", record: { hosts: [] } }))
    .toMatchObject({ url: "https://host.test/docs", is_new: true });
  expect(await plane.moveFloat({ ...release, channel: "rc", digestAfter: "sha256:aa" }))
    .toMatchObject({ channel: "rc", digest_before: null, digest_after: "sha256:aa", is_new: true });
  expect(await plane.finishShip(held, { outcome: "done" })).toBe(true);

  const status = await plane.releaseStatus("docs");
  expect(status.releases).toMatchObject([{ ...docs, ship: held.ship, is_abandoned: false }]);
  expect(status.floats).toMatchObject([{ channel: "rc", version: docs.version }]);
  expect((await plane.releaseStatus()).releases).toHaveLength(1);
});

test("a release that died is named to whoever wants any of its components", async () => {
  const held = await plane.beginShip({ ...ship, kind: "release" });
  await plane.releaseLease(held);
  const other = { ...ship, component: "status", withComponents: [], holder: "bob@lap" };
  const error = await refused(plane.beginShip(other).catch(explainUnfinished(plane, other)));
  expect([error.code, error.exitCode]).toEqual(["ship_unfinished", 5]);
  expect(error.message).toContain(held.ship);
  expect(error.hint).toContain("slipway release --resume");
  await plane.abandonShip({ ship: held.ship, holder: actor, reason: "for a test" });
});

test("a tag that existed before, a back-merge, and findings with where they are tracked", async () => {
  expect(
    await plane.recordTag({
      component: "gateway",
      version: "0.9.0",
      tag: "gateway-v0.9.0",
      commitSha,
      actor,
    }),
  )
    .toMatchObject({ build: null, ship: null, is_new: true });
  const conflict = {
    from: "main",
    to: "next",
    outcome: "conflict",
    detail: { files: ["a.ts"] },
    actor,
  } as const;
  expect(await plane.recordBackMerge(conflict)).toMatchObject({ outcome: "conflict", is_new: true });
  expect(await plane.recordBackMerge(conflict)).toMatchObject({ is_new: false });

  const finding = { key: "tag:docs-v1.0.0", message: "points elsewhere", detail: { sha: commitSha } };
  const found = await plane.recordFindings({ source: "sentry", findings: [finding], actor });
  expect(found).toMatchObject({ opened: [finding], healed: [], open: [{ issue_url: null }] });
  const link = { source: "sentry", key: finding.key, issueUrl: "https://host.test/issues/7" };
  expect([await plane.linkFinding(link), await plane.linkFinding(link)]).toEqual([true, false]);
  expect((await refused(plane.linkFinding({ ...link, key: "nothing" }))).code).toBe("finding_unknown");
  expect(await plane.recordFindings({ source: "sentry", findings: [], actor }))
    .toMatchObject({ opened: [], healed: [{ issue_url: link.issueUrl }], open: [] });
  const { back_merges: merges, findings } = await plane.releaseStatus();
  expect([merges.length, findings.map(({ healed_at }) => healed_at === null)]).toEqual([1, [false]]);
});
