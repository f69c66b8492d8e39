import { expect, test } from "vitest";
import { serveHttp } from "../../../../scripts/runtime.ts";
import { codes, type ManifestDraft, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

/** A host of the dashboard that serves what `served` says, and a manifest that asks it. */
async function withHost(
  work: (edit: (draft: ManifestDraft) => void, serve: (build: number) => void) => Promise<void>,
) {
  let served = 131;
  const server = await serveHttp(() => Response.json({ build: served }));
  const edit = ({ components: { dashboard } }: ManifestDraft) => {
    if (dashboard) dashboard.verify = [{ url: server.url, json: "/build", timeout_s: 0.2 }];
  };
  try {
    await work(edit, (build) => served = build);
  } finally {
    await server.stop();
  }
}

async function announcements() {
  return [
    ...await yard().sql`
    select is_forced, notes, components, announced_at,
      (select jsonb_object_agg(component_key, build) from ship.announced_changes as changes where changes.announcement_id = announcements.id) as changes
    from ship.announcements order by seq`,
  ];
}

test("promise 31: --component tells of this one only", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await repo.run("bump", "dashboard");
  await repo.run("bump", "docs");
  await repo.commit("two by hand");
  expect((await yard().run(repo, "notify", "--component", "docs")).code).toBe(0);
  expect(await announcements()).toMatchObject([{ changes: { docs: 42 } }]);
  expect(await yard().deployed("dashboard")).toBe(131);
  expect((await yard().run(repo, "notify", "--force", "--component", "docs")).code).toBe(0);
  expect((await announcements())[1]).toMatchObject({ is_forced: true, changes: { docs: 42 } });
});

test("promise 19: a commit that disagrees with itself is told by nobody (7); a named component that is not served ends with 8", async () => {
  await withHost(async (edit) => {
    const repo = await yard().open({ edit });
    await yard().adopt(repo);
    await repo.run("bump", "dashboard");
    await repo.commit("committed");
    const unserved = await yard().run(repo, "notify", "--component", "dashboard", "--json");
    expect([unserved.code, ...codes(unserved)]).toEqual([8, "verification_failed"]);
    await repo.write("web/docs/package.json", (await repo.read("web/docs/package.json")).replace("41", "40"));
    await repo.commit("a hand edit");
    const drifted = await yard().run(repo, "notify", "--json");
    expect([drifted.code, ...codes(drifted)]).toEqual([7, "mirror_drift"]);
    expect(await announcements()).toEqual([]);
  });
});

test("a notify that died stands in nobody's way: the next one takes its place", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await repo.run("bump", "docs");
  await repo.commit("by hand");
  const killed = yard().start(repo, repo.root, ["notify", "--component", "docs"]);
  yard().tap.before = ({ name }) => {
    if (name === "sync_manifest") killed.kill("SIGKILL");
    return Promise.resolve("pass");
  };
  await killed.ended;
  yard().tap.before = () => Promise.resolve("pass");
  expect((await yard().status()).ships).toMatchObject([{ kind: "notify" }]);
  const again = await yard().run(repo, "notify", "--component", "docs");
  expect(again.code, again.stderr).toBe(0);
  expect((await yard().status()).ships).toEqual([]);
});
