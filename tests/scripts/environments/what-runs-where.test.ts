import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { events, useShipyard } from "../../support/shipyard.ts";
import { openEnvironments } from "../../support/two-environments.ts";

const yard = useShipyard();

/** An address that serves a build, whichever was last said. */
async function openLiar(build: number): Promise<{ url: string; say(build: number): void }> {
  let said = build;
  const server = createServer((_, response) => response.end(JSON.stringify({ build: said })));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { url: `http://127.0.0.1:${port}`, say: (build) => said = build };
}

test("promise 159: the matrix says what is verified where, also while an address lies, and names who lies", async () => {
  const host = await openLiar(131);
  const { run, repo, push } = await openEnvironments(yard(), {
    edit(draft) {
      const { environments } = draft.ship;
      if (typeof environments === "object" && environments !== null) {
        Object.assign(Reflect.get(environments, "staging"), { url: host.url });
        Object.assign(Reflect.get(environments, "production"), { url: host.url });
      }
      const { dashboard } = draft.components;
      if (dashboard) dashboard.verify = [{ url: "{url}/version", json: "/build", timeout_s: 5 }];
    },
  });
  const deployed = await run("deploy", "--changed", "--env", "staging", "--json");
  expect(deployed.code, deployed.stderr).toBe(0);
  const [truth] = events(await run("env", "--json"));
  expect(truth).toMatchObject({ drift: [] });
  expect(truth?.cells).toContainEqual(
    expect.objectContaining({
      component: "dashboard",
      environment: "staging",
      build: 131,
      verified_by: "probes",
    }),
  );
  expect(truth?.cells).toContainEqual(
    expect.objectContaining({ component: "proxy-server", environment: "staging", verified_by: "exit-code" }),
  );

  host.say(129);
  const lied = await run("env");
  expect(lied.code).toBe(0);
  expect(lied.stdout).toContain("dashboard is verified in staging at build 131, and its address served 129");
  expect(lied.stdout).toMatch(/dashboard +131 [0-9a-f]{7}/);
  expect((await run("env", "--no-probe")).stdout).not.toContain("served 129");

  // a deploy that does not come up is an attempt, and what ran before still counts as what runs
  await run("bump", "dashboard");
  await push("feat: charts", { "web/dashboard/src/main.ts": "export {};\n" });
  const failed = await run("deploy", "--changed", "--env", "staging", "--json");
  expect(failed.code).toBe(8);
  const after = await run("env", "--no-probe");
  expect(after.stdout).toContain("dashboard 132 in staging: failed-verify (verification_failed)");
  expect(after.stdout).toMatch(/dashboard +131 /);
  expect(after.stdout).toContain("dashboard has changes that are not deployed");
  expect(await repo.git("status", "--porcelain")).toBe("");
});
