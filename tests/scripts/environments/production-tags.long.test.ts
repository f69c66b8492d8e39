import { expect, test } from "vitest";
import { productionTag } from "../../../scripts/promotion/production-tag.ts";
import { events, type Outcome, useShipyard } from "../../support/shipyard.ts";
import { openEnvironments, removeFile } from "../../support/two-environments.ts";

const yard = useShipyard();

async function open() {
  const place = await openEnvironments(yard(), {
    edit(draft) {
      const production = Reflect.get(Object(draft.ship.environments), "production");
      Reflect.get(production, "promote").tag = "prod-";
    },
  });
  await place.repo.git("push", "--quiet", "--no-verify", "origin", "main:refs/heads/production");
  return place;
}
/** Names of the remote's tags. */
const tagsOf = async ({ repo }: Awaited<ReturnType<typeof open>>) =>
  (await repo.git("ls-remote", "--tags", "--refs", "origin")).split("\n").filter((line) => line !== "")
    .map((line) => line.split("refs/tags/")[1]);
const keysOf = (outcome: Outcome) => {
  const broken = events(outcome).at(-1)?.broken;
  return (Array.isArray(broken) ? broken : []).map(({ key }: { key: string }) => key)
    .filter((key) => key.startsWith("promoted:"));
};

test("promise 138: a promotion that is verified is tagged on the production branch, and again only with the next commit", async () => {
  const place = await open();
  const { repo, push, run, remote } = place;
  const sha = await push("feat: charts", { "web/dashboard/src/main.ts": "export {};\n" });
  const promoted = await run("promote", "production", "--json");
  expect(promoted.code, promoted.stderr + promoted.stdout).toBe(0);
  const [tag = "", ...others] = await tagsOf(place);
  expect([tag, others]).toEqual([expect.stringMatching(/^prod-\d{4}-\d\d-\d\d-[0-9a-f]{12}$/), []]);
  expect(await repo.git("cat-file", "-t", tag)).toBe("tag");
  expect(await repo.git("rev-parse", `${tag}^{commit}`)).toBe(sha);
  expect(await remote("production")).toBe(sha);
  expect(await repo.git("tag", "--list", "--format=%(contents)", tag)).toContain("promotion from main");
  await run("promote", "production");
  expect(await tagsOf(place)).toEqual([tag]);
});

test("promise 138: one that stops is not tagged before it is resumed and verified", async () => {
  const place = await open();
  const { repo, push, run } = place;
  await push("feat: charts", { "web/dashboard/src/main.ts": "export {};\n" });
  await repo.write("../deployed.fail-production-dashboard", "");
  expect((await run("promote", "production")).code).toBe(9);
  expect(await tagsOf(place)).toEqual([]);
  await removeFile(repo, "../deployed.fail-production-dashboard");
  const resumed = await run("promote", "production", "--resume", "--json");
  expect(resumed.code, resumed.stderr + resumed.stdout).toBe(0);
  expect(await tagsOf(place)).toHaveLength(1);
});

test("promise 138: sentry names a tag that somebody put on a commit that production does not have", async () => {
  const place = await open();
  const { repo, push, run } = place;
  await push("feat: charts", { "web/dashboard/src/main.ts": "export {};\n" });
  await run("promote", "production");
  expect(keysOf(await run("sentry", "--json"))).toEqual([]);
  await push("feat: not there yet", { "web/dashboard/src/main.ts": "export const a = 1;\n" });
  await repo.git("tag", "prod-by-hand");
  await repo.git("push", "--quiet", "--no-verify", "origin", "prod-by-hand");
  expect(keysOf(await run("sentry", "--json"))).toEqual(["promoted:production:prod-by-hand"]);
  await repo.git("push", "--quiet", "--no-verify", "--delete", "origin", "prod-by-hand");
  expect(keysOf(await run("sentry", "--json"))).toEqual([]);
});

test("promise 138: a name that another commit has is not moved", async () => {
  const place = await open();
  const { repo, push, run } = place;
  const first = await repo.git("rev-parse", "HEAD");
  const sha = await push("feat: charts", { "web/dashboard/src/main.ts": "export {};\n" });
  const tag = productionTag("prod-", { sha, started_at: new Date().toISOString() });
  await repo.git("push", "--quiet", "--no-verify", "origin", `${first}:refs/tags/${tag}`);
  const refused = await run("promote", "production", "--json");
  expect([refused.code, events(refused).at(-1)]).toMatchObject([9, { error: { code: "tag_taken" } }]);
  expect(await repo.git("ls-remote", "origin", `refs/tags/${tag}`)).toContain(first);
  await repo.git("push", "--quiet", "--no-verify", "--delete", "origin", tag);
  const resumed = await run("promote", "production", "--resume", "--json");
  expect(resumed.code, resumed.stderr + resumed.stdout).toBe(0);
  expect(await repo.git("ls-remote", "origin", `refs/tags/${tag}^{}`)).toContain(sha);
});
