import axe from "axe-core";
import type { Page as Tab } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Page, servePage } from "../../../scripts/demo/page/serve-page.ts";
import { visitPage } from "../../../scripts/demo/page/visit-page.ts";
import { signedEnvironment } from "../../../scripts/demo/signing-key.ts";
import { inBrowser } from "../../clients/ts/support/browser.ts";
import { type LoadedStack, startLoadedStack } from "../../support/loaded-stack.ts";

let on: LoadedStack;
let page: Page;
let build: number;
beforeAll(async () => {
  on = await startLoadedStack({ env: await signedEnvironment() });
  page = await servePage(on.info);
});
beforeEach(async () => {
  const [row] = await on.sql`select build::int from ship.components where key = 'dashboard'`;
  build = Number(row?.build);
});
afterAll(async () => {
  await page?.stop();
  await on?.stop();
});

describe("without a window", () => {
  test("its client hears of the next build and offers it, by a feed that it verified", async () => {
    expect(await (await fetch(`${page.url}config.js`)).text()).toContain('"kid":"demo"');
    const visit = await visitPage(page.url);
    expect(visit.build).toBe(build);
    await on.move("dashboard");
    const { decision, isOutdated, problem } = await visit.learns(build + 1);
    await visit.leave();
    expect({ kind: decision.kind, build: decision.build, isOutdated, problem }).toEqual({
      kind: "available",
      build: build + 1,
      isOutdated: true,
      problem: null,
    });
  });

  test("a visit gets the build that is deployed, and one that was kept open the build of then", async () => {
    page.keepOpen(build - 1);
    for (const expected of [build - 1, build]) {
      const visit = await visitPage(page.url);
      await visit.leave();
      expect(visit.build).toBe(expected);
    }
  });

  test("what it does not have is not found", async () => {
    for (const path of ["version.json", "../demo.ts", "config.json"]) {
      const answer = await fetch(page.url + path);
      await answer.body?.cancel();
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});

inBrowser("in a browser", (open) => {
  const banner = (tab: Tab) => tab.getByRole("button", { name: "Update" });

  test("the banner appears by itself, and its button leads to the next build; nothing comes from elsewhere", async () => {
    const tab = await open();
    const hosts = new Set<string>();
    tab.on("request", (request) => hosts.add(new URL(request.url()).hostname));
    await tab.goto(page.url);
    await tab.getByText("Up to date").waitFor();
    expect(await tab.locator("#build").textContent()).toBe(`${build}`);

    await on.move("dashboard");
    await banner(tab).click();
    await tab.getByText("Up to date").waitFor();
    expect(await tab.locator("#build").textContent()).toBe(`${build + 1}`);
    expect(await banner(tab).count()).toBe(0);
    expect([...hosts].filter((host) => host !== "")).toEqual(["127.0.0.1"]);
  });

  test.each(["light", "dark"] as const)("axe finds nothing, %s", async (colorScheme) => {
    page.keepOpen(build - 1);
    const tab = await open(page.url, { colorScheme });
    await banner(tab).waitFor();
    await tab.locator("summary").click();
    await tab.evaluate(axe.source);
    const violations = await tab.evaluate("axe.run().then(({ violations }) => violations)");
    expect(z.array(z.looseObject({ id: z.string() })).parse(violations).map(({ id }) => id)).toEqual([]);
  });
});
