import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { followArgs, openFollowing } from "../../support/following.ts";
import { events, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

test("promise 140: of several pollers at once one deploys, the others leave quietly", async () => {
  const { repo, host, deploys } = await openFollowing(yard(), ({ components: { dashboard } }) => {
    if (dashboard) {
      const run = "touch .git/began; while [ ! -f .git/go ]; do sleep 0.1; done; echo once >> .git/deploys";
      dashboard.deploy = { type: "command", run, target: "web-1" };
    }
  });
  const first = yard().start(repo, host.root, [...followArgs]);
  await first.until("it deploys", () => existsSync(join(host.root, ".git/began")));
  const others = await Promise.all([1, 2].map(() => host.run(...followArgs, { env: yard().env })));
  for (const outcome of others) {
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(events(outcome)).toMatchObject([{ outcome: "busy" }]);
    expect(outcome.stderr).toBe("");
  }
  await writeFile(join(host.root, ".git/go"), "");
  expect(events(await first.ended)).toMatchObject([{ outcome: "current" }]);
  expect((await deploys()).filter((line) => line === "once")).toHaveLength(1);
}, 240_000);
