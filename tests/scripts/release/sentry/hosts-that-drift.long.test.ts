import { expect, test } from "vitest";
import { hostOf } from "../../../support/code-host/for-repository.ts";
import { openFollowing } from "../../../support/following.ts";
import { events, type Monorepo, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

async function sentry(repo: Monorepo, env: Record<string, string>, ...args: string[]) {
  const outcome = await repo.run("sentry", "--json", ...args, { env: { ...yard().env, ...env } });
  const broken = events(outcome).at(-1)?.broken;
  const keys = Array.isArray(broken) ? broken.map((one) => String(Reflect.get(Object(one), "key"))) : [];
  return { ...outcome, keys: keys.filter((key) => key.startsWith("host:")) };
}
const finding = async (key: string) =>
  (await yard().control.releaseStatus()).findings.find((one) => one.key === key);

test(
  "promise 145: a host that is not as declared is an issue and an alert; healed, its row stays with its lesson",
  async () => {
    const { repo, host, follow } = await openFollowing(yard());
    const { codeHost, env } = await hostOf(repo, {});
    const missing = await sentry(repo, env);
    expect(missing.keys, missing.stderr).toEqual(["host:production:web-1:missing"]);

    await follow();
    await host.git("checkout", "--quiet", "-b", "hotfix");
    await host.write("version.json", `${await host.read("version.json")}\n`);
    await follow();
    const drift = ["host:production:web-1:branch", "host:production:web-1:dirty"];
    const found = await sentry(repo, env);
    expect(found.keys, found.stderr).toEqual(drift);
    const titles = codeHost.state.issues.filter(({ state }) => state === "open").map(({ title }) => title)
      .join("\n");
    expect(titles).toContain("web-1 in production runs hotfix at");

    await host.git("checkout", "--quiet", "--force", "--detach", "origin/production");
    expect(await follow()).toMatchObject({ outcome: "current" });
    expect((await sentry(repo, env)).keys).toEqual([]);
    const [key = ""] = drift;
    expect(await finding(key)).toMatchObject({ healed_at: expect.any(String), lesson: null });
    expect(codeHost.state.issues.filter(({ title, state }) => state === "open" && title.includes("web-1")))
      .toEqual([]);

    const lesson = "Hotfixes go through the branch.";
    const kept = await sentry(repo, env, "--lesson", key, lesson);
    expect(kept.code, kept.stderr).toBe(0);
    const history = await repo.run("sentry", "--history", { env: yard().env });
    expect(history.stdout).toContain(`lesson: ${lesson}`);
    expect(await finding(key)).toMatchObject({ healed_at: expect.any(String), lesson });
  },
  400_000,
);

test("promise 145: hosts are shown against what is declared, the silent ones too", async () => {
  const { repo, promote, follow } = await openFollowing(yard());
  await follow();
  await yard().sql`update ship.hosts set last_seen_at = last_seen_at - interval '1 hour'`;
  const silent = await repo.run("hosts", "--json", { env: yard().env });
  expect(silent.code, silent.stderr).toBe(7);
  expect(events(silent)).toMatchObject([{
    hosts: [{ host: "web-1", is_silent: true }],
    findings: [{ code: "silent", environment: "production", host: "web-1" }],
  }]);
  await follow();
  await promote("one that web-1 has not seen");
  // a moment ago: it still has time
  const shown = await repo.run("hosts", "production", { env: yard().env });
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stdout).toMatch(/^production {2}web-1 {2}production {2}[0-9a-f]{12} {2}current/m);
}, 240_000);
