import { expect, test } from "vitest";
import { events, useShipyard } from "../../../support/shipyard.ts";
import { announcements, withHost } from "./served.ts";

const yard = useShipyard();

test("promises 35, 36, 37: what is served and was not recorded is announced once, from whatever clone; then everybody is silent", async () => {
  await withHost(async (edit, serve) => {
    const repo = await yard().open({ edit });
    await yard().adopt(repo);
    expect((await repo.run("bump", "dashboard")).code).toBe(0);
    const sha = await repo.commit("deployed by hand");
    await repo.git("push", "--quiet");
    const clone = await repo.clone();

    // committed, but not deployed yet
    const early = await yard().run(clone, "notify", "--json", "--exit-code");
    expect([early.code, events(early).at(-1)]).toMatchObject([3, { recorded: [], forced: {}, retried: 0 }]);

    serve(132);
    const told = await yard().run(clone, "notify", "--json");
    expect(told.code, told.stderr).toBe(0);
    expect(events(told).at(-1)?.recorded).toMatchObject([{
      component: "dashboard",
      previous: 131,
      build: 132,
    }]);
    const [announcement] = await announcements(yard());
    expect(announcement).toMatchObject({ is_forced: false, changes: { dashboard: 132 } });
    // the state of promise 35: the commit, the time, and the whole map
    expect(announcement?.announced_at).toBeInstanceOf(Date);
    expect(announcement?.components).toHaveLength(9);
    expect((await yard().status()).components.find(({ key }) => key === "dashboard")?.last_move)
      .toMatchObject({ build: 132, commit_sha: sha });

    for (const checkout of [repo, clone]) {
      const silent = await yard().run(checkout, "notify");
      expect([silent.code, silent.stdout, silent.stderr]).toEqual([0, "", ""]);
    }
    expect(await announcements(yard())).toHaveLength(1);
    expect(await yard().chat()).toHaveLength(1);
  });
});

test("promise 46: nobody's phone is asked for when a web component moved; an iOS build is the store's to tell", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await repo.run("bump", "dashboard");
  await repo.commit("by hand");
  expect((await yard().run(repo, "notify", "--component", "dashboard")).code).toBe(0);
  expect(
    [...await yard().sql`select distinct transport from ship.deliveries order by 1`].map(({ transport }) =>
      transport
    ),
  )
    .toEqual(["broadcast", "telegram"]);
  const manifest = JSON.parse(await repo.read("version.json"));
  manifest.components.ios.build = 115;
  for (const path of ["ios/Helper.xcodeproj/project.pbxproj"]) {
    await repo.write(path, (await repo.read(path)).replaceAll(" = 114;", " = 115;"));
  }
  await repo.write("version.json", `${JSON.stringify(manifest, null, 2)}\n`);
  await repo.run("readme");
  await repo.commit("115 is committed");
  const outcome = await yard().run(repo, "notify", "--component", "ios", "--json");
  expect([outcome.code, events(outcome).at(-1)]).toMatchObject([0, { recorded: [] }]);
  expect(await yard().deployed("ios")).toBe(114);
});
