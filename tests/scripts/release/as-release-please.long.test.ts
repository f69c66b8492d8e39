import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Foreign } from "../../support/foreign.ts";
import {
  createReleased,
  manifestOfPackages,
  prereleases,
  type ReleasedRepository,
  singlePackage,
} from "../../support/repositories/released.ts";
import { events, useShipyard } from "../../support/shipyard.ts";

// What release-please 17.11.2 makes of the same histories, by its own versioning strategies (default and prerelease). Where it counts differently,
// docs/coming-from-another-release-tool.md says so.

const yard = useShipyard();
let open: Foreign | undefined;
afterEach(async () => {
  await open?.stop();
  open = undefined;
});

/** The next versions of a repository that release-please releases, once `slipway init` has proposed its tracks. */
async function nextVersions(
  repository: ReleasedRepository,
  channel: string,
): Promise<Record<string, string>> {
  const repo = open = await createReleased(repository);
  const remote = join(repo.home, "remote.git");
  await repo.git("init", "--quiet", "--bare", "--initial-branch=main", remote);
  await repo.git("remote", "add", "origin", remote);
  await repo.git("push", "--quiet", "--tags", "origin", "main");
  const init = await repo.run("init", "--yes");
  expect(init.code, init.stderr).toBe(0);
  await repo.commit("chore: slipway");
  await repo.git("push", "--quiet", "--no-verify", "origin", "main");
  const planned = await repo.run("release", "--changed", "--channel", channel, "--dry-run", "--json", {
    env: yard().env,
  });
  expect(planned.code, planned.stderr + planned.stdout).toBe(0);
  const tracks = events(planned).at(-1)?.tracks;
  if (!Array.isArray(tracks)) throw new Error(planned.stdout);
  return Object.fromEntries(
    tracks.map(({ key, version }: { key: string; version: string }) => [key, version]),
  );
}

test("one package: the same next version", async () => {
  const found = await nextVersions(singlePackage(), "live");
  expect(Object.values(found)).toEqual(["1.5.0"]);
});

test("several packages: linked ones rise together, below 1.0.0 as it was set", async () => {
  expect(await nextVersions(manifestOfPackages(), "live")).toEqual({
    core: "2.1.1",
    web: "2.1.1",
    agent: "0.4.0",
  });
});

test("prereleases: the next number of the same version", async () => {
  const found = await nextVersions(prereleases(), "beta");
  expect(Object.values(found)).toEqual(["3.0.0-beta.3"]);
});
