import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { until } from "../../../support/until.ts";
import { inBrowser } from "../support/browser.ts";
import { feedOf, type FeedServer, offer, policy, startFeedServer } from "../support/feed-server.ts";
import { bundleFor } from "../support/page-files.ts";
import { servePage } from "../support/pages.ts";
import { readmeFiles } from "../support/readme.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
  await servePage(server);
  const files = Object.fromEntries(await readmeFiles(server));
  server.pages.set("/live", files["index.html"] ?? "");
  const all = { ...files, "package.json": '{ "build": 100 }' };
  server.pages.set("/updates.js", await bundleFor(all, "updates.js"));
});
beforeEach(() => {
  server.log.length = 0;
  server.fail(null);
  server.serve({ seq: 12, offers: [offer(101)], marks: [], policy: policy({ min_build: 101 }) });
});
afterAll(() => server.stop());

const isUsable = async (page: Page) => {
  await page.locator("body[data-ready=yes]").waitFor();
  await page.locator("#own").click();
  expect(await page.locator("slipway-update dialog[open]").count()).toBe(0);
};

const faults: [string, (page: Page) => Promise<unknown> | void][] = [
  ["a server that is down", () => server.fail(() => new Response(null, { status: 503 }))],
  ["garbage", () => server.fail(() => new Response("<html>"))],
  ["2 MB", () => server.fail(() => Response.json(feedOf({ more: "x".repeat(2_000_000) })))],
  ["no network", (page) => page.route("**/functions/**", (route) => route.abort())],
  ["a clock that is a year ahead", async (page) => {
    server.serve({ valid_until: new Date(Date.now() + 86_400_000).toISOString() });
    await page.addInitScript("const now = Date.now; Date.now = () => now() + 365 * 86_400_000");
  }],
];

inBrowser("an open page", (open) => {
  test.each(faults)("promise 172: %s: it starts as always, and nothing blocks", async (_, fault) => {
    const page = await open();
    await fault(page);
    await page.goto(`${server.url}/page`);
    await isUsable(page);
    server.serve({ valid_until: "2999-01-01T00:00:00Z" });
  });

  test.each([
    ["full", "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"],
    [
      "forbidden",
      "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
    ],
  ])("a storage that is %s costs the memory and nothing else", async (_, script) => {
    server.serve({ policy: null });
    const page = await open();
    await page.addInitScript(script);
    await page.goto(`${server.url}/page`);
    await page.getByRole("button", { name: "Skip this version" }).click();
    expect(await page.locator("slipway-update [part=banner]:visible").count()).toBe(0);
    await isUsable(page);
  });

  test("a server that goes down keeps what was shown, over a reload as well", async () => {
    const page = await open(`${server.url}/page`);
    await page.getByRole("alertdialog").waitFor();
    server.fail(() => new Response(null, { status: 503 }));
    await page.reload();
    await page.getByRole("alertdialog").waitFor();
    server.fail(null);
    server.serve({ policy: null, seq: 13 });
    await page.evaluate("updates.refresh().then(() => {})");
    await page.locator("slipway-update [part=banner]:visible").waitFor();
  });

  test("Realtime that closes, crashes and refuses is joined again, and what was missed is seen", async () => {
    server.serve({ policy: null, offers: [] });
    const page = await open(`${server.url}/live`);
    const listens = () => until("it listens", async () => `${await server.subscriptions()}` === "web:build");
    await listens();
    await server.realtime("kick");
    await listens();
    await server.realtime("close");
    server.serve({ offers: [offer(101)], seq: 13 });
    await page.getByText("A new version is available.").waitFor();
  });

  test("coming back into sight is enough: without Realtime, without a push", async () => {
    server.serve({ policy: null, offers: [] });
    const page = await open();
    await page.addInitScript("globalThis.ahead = 0; const now = Date.now; Date.now = () => now() + ahead;");
    await page.goto(`${server.url}/page`);
    await page.locator("body[data-ready=yes]").waitFor();
    server.serve({ offers: [offer(101)], seq: 13 });
    await page.evaluate("ahead = 60_000");
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.getByText("A new version is available.").waitFor();
  });
});
