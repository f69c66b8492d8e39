import { expect, test } from "vitest";
import { useShipyard } from "../../support/shipyard.ts";
import { openEnvironments } from "../../support/two-environments.ts";

const yard = useShipyard();

/** Both environments at the same builds, and then new ones on main. */
async function openRaised() {
  const place = await openEnvironments(yard());
  const { repo, run, push } = place;
  await repo.git("push", "--quiet", "--no-verify", "origin", "main:refs/heads/production");
  await run("bump", "dashboard");
  await run("bump", "proxy-server");
  const sha = await push("feat: both", {
    "web/dashboard/src/main.ts": "export {};\n",
    "web/proxy-server/main.ts": "export {};\n",
  });
  return { ...place, sha };
}

const told = () =>
  yard().sql`
    select changes.component_key as component, changes.build::int as build
    from ship.announced_changes as changes order by component_key`;

test.each(["lease", "push", "verify", "record", "announce"])(
  "kill -9 after %s: another call goes on, everything is deployed, and everybody hears once",
  async (step) => {
    const place = await openRaised();
    const { repo } = place;
    const running = yard().start(repo, repo.root, ["promote", "production", "--json"], {
      DEPLOYED: `${repo.root}/../deployed`,
    });
    await running.until(
      `the step ${step} has ended`,
      () =>
        running.lines.some((line) =>
          line.includes(`"step":"${step}"`) && /"state":"(done|skipped)"/.test(line)
        ),
    );
    running.kill("SIGKILL");
    await running.ended;
    await yard().sql`update ship.ships set lease_expires_at = clock_timestamp() where finished_at is null`;
    const resumed = await place.run("promote", "production", "--resume", "--json");
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(await place.runs("production")).toEqual({ dashboard: 132, "proxy-server": 23 });
    expect([...await told()]).toEqual([
      { component: "dashboard", build: 132 },
      { component: "proxy-server", build: 23 },
    ]);
  },
);
