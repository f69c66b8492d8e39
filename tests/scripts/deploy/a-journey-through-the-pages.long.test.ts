import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { executablePath } from "../../clients/ts/support/browser.ts";
import { makeBrowserBed } from "./browser-bed.ts";

if (executablePath === undefined) {
  console.warn("skipped: no Chromium on this machine (apt-get install chromium)");
}

const journey = `
export default async function journey({ page, url, env, build, environment }) {
  await page.goto(url);
  if (new URL(page.url()).pathname !== "/login") throw new Error("whoever is logged out sees the dashboard");
  await page.goto(url + "/register");
  await page.getByLabel("email").fill("probe@example.test");
  await page.getByLabel("password").fill(env.PROBE_PASSWORD);
  await page.getByRole("button").click();
  await page.getByLabel("name").fill("Acme " + environment);
  await page.getByRole("button").click();
  await page.getByLabel("name").fill("Build " + build);
  await page.getByRole("button").click();
  await page.getByRole("button", { name: "Make a key" }).click();
  const key = await page.locator("code").textContent();
  const sent = await page.request.post(url + "/ingest", { headers: { "x-api-key": key }, data: { events: [1] } });
  if (sent.status() !== 202) throw new Error("the ingest answered " + sent.status());
  await page.goto(url + "/overview");
  await page.getByText("Events: 1").waitFor();
}
`;

describe.skipIf(executablePath === undefined)("promise 128: a journey through the pages", () => {
  test(
    "promise 128: register, organisation, project, key, ingest, overview; whoever is logged out is sent to the login",
    async () => {
      const password = `pass-${"w".repeat(20)}`;
      const bed = await makeBrowserBed(journey, { env: { PROBE_PASSWORD: password } });
      const passed = await bed.run({ env: ["PROBE_PASSWORD"] });
      expect(passed.results).toMatchObject([{
        probe: "browser: journey.mjs",
        state: "passed",
        saw: "came to its end",
      }]);
      expect(passed.error).toBeUndefined();
      expect(bed.app.asked).toEqual(
        expect.arrayContaining(["GET /login", "POST /keys", "POST /ingest", "GET /overview"]),
      );
      // nothing is left of what went well
      expect(await readdir(join(bed.root, "kept"))).toEqual([]);

      bed.app.isDashboardOpen = true;
      const { error, results } = await bed.run({ env: ["PROBE_PASSWORD"] });
      expect(error).toMatchObject({ code: "verification_failed", exitCode: 8 });
      expect(results[0]?.saw).toMatch(
        /^whoever is logged out sees the dashboard \(at http:\/\/127\.0\.0\.1:\d+\/\); see .*kept/,
      );
      const [run = ""] = await readdir(join(bed.root, "kept"));
      expect((await readdir(join(bed.root, "kept", run))).sort()).toEqual(["page.png", "trace.zip"]);
    },
    240_000,
  );

  test("without Playwright or a browser it is skipped, and what was skipped is no proof, unless it is optional", async () => {
    const without = await makeBrowserBed(journey, { hasPlaywright: false, env: { PROBE_PASSWORD: "x" } });
    const gone = await makeBrowserBed(journey, {
      env: { PROBE_PASSWORD: "x", SLIPWAY_CHROMIUM: "/nowhere/chromium" },
    });
    for (const bed of [without, gone]) {
      const { error, results } = await bed.run({ env: ["PROBE_PASSWORD"] });
      expect(results).toMatchObject([{ state: "skipped" }]);
      expect(error).toMatchObject({ exitCode: 8, findings: [{ code: "browser_missing" }] });
      const optional = await bed.run({ env: ["PROBE_PASSWORD"], optional: true });
      expect([optional.error, optional.results[0]?.state]).toEqual([undefined, "skipped"]);
    }
  });
});
