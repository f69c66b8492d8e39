import { expect, test } from "vitest";
import { events, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

test("ships under way and ships that died, with how to go on; a publishable key sees what anybody may", async () => {
  const repo = await yard().open({
    edit: ({ components: { dashboard, docs } }) => {
      if (dashboard) dashboard.deploy = { type: "command", run: "exit 1" };
      if (docs) docs.deploy = { type: "command", run: "while [ ! -f $HOME/go ]; do sleep 0.05; done" };
    },
  });
  await yard().adopt(repo);
  expect((await yard().run(repo, "ship", "dashboard")).code).toBe(9);
  const under = yard().start(repo, (await repo.clone()).root, ["ship", "docs", "--json"]);
  await under.until(
    "it deploys",
    () => under.lines.some((line) => line.includes('"deploy","state":"started"')),
  );
  const { stdout } = await yard().run(repo, "status");
  const [dead] = (await yard().status()).ships;
  expect(stdout).toContain(`--resume ${dead?.ship}`);
  expect(stdout).toMatch(/docs 42 under way by \S+@\S+ since/);
  await repo.write("../home/go", "");
  await under.ended;

  const { api_url, publishable_key } = yard().stack.info;
  const reader = await repo.run("status", "--json", {
    env: { SLIPWAY_URL: api_url, SLIPWAY_PUBLISHABLE_KEY: publishable_key },
  });
  expect([reader.code, events(reader)[0]?.ships]).toEqual([0, null]);
});
