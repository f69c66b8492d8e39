import { expect, test } from "vitest";
import { codes, useShipyard } from "../../../support/shipyard.ts";
import { announcements, withHost } from "./served.ts";

const yard = useShipyard();

test("promise 31: --component tells of this one only", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await repo.run("bump", "dashboard");
  await repo.run("bump", "docs");
  await repo.commit("two by hand");
  expect((await yard().run(repo, "notify", "--component", "docs")).code).toBe(0);
  expect(await announcements(yard())).toMatchObject([{ changes: { docs: 42 } }]);
  expect(await yard().deployed("dashboard")).toBe(131);
  expect((await yard().run(repo, "notify", "--force", "--component", "docs")).code).toBe(0);
  expect((await announcements(yard()))[1]).toMatchObject({ is_forced: true, changes: { docs: 42 } });
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
    expect(await announcements(yard())).toEqual([]);
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
