import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { pageBundle } from "../../../../scripts/page-client.ts";
import { until } from "../../../support/until.ts";
import { inBrowser } from "../support/browser.ts";
import { type FeedServer, offer, startFeedServer } from "../support/feed-server.ts";
import { bundleFor } from "../support/page-files.ts";
import { readmeFiles } from "../support/readme.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
  const files = Object.fromEntries(await readmeFiles(server));
  const all = { ...files, "package.json": '{ "name": "web", "build": 58 }' };
  server.pages.set("/", files["index.html"] ?? "");
  server.pages.set("/plain", files["plain.html"] ?? "");
  server.pages.set("/slipway-client.js", await pageBundle());
  server.pages.set("/updates.js", await bundleFor(all, "updates.js"));
  server.pages.set("/watched.js", await bundleFor(all, "watcher.js"));
  server.pages.set("/watched", (files["index.html"] ?? "").replace("/updates.js", "/watched.js"));
});
beforeEach(() => {
  server.log.length = 0;
  server.manifest = { components: { web: { build: 58 } } };
  server.serve({ seq: 12, offers: [offer(58)], marks: [], policy: null });
});
afterAll(() => server.stop());

const banner = "A new version is available.";
const feeds = () => server.log.filter((line) => line.startsWith("GET updates"));

inBrowser("a page as the README writes it", (open) => {
  test("promise 54: hears of a build while it is open, shows the banner in the page, and its button gets the build", async () => {
    const page = await open(server.url);
    await until("it listens", async () => `${await server.subscriptions()}` === "web:build");
    expect(await page.getByRole("button", { name: "Update" }).count()).toBe(0);

    server.serve({ seq: 13, offers: [offer(59)] });
    await server.broadcast("web:build", "build-available", { component: "web", build: 59, seq: 13 });
    await page.getByText(banner).waitFor();
    expect(server.log).toContain("GET updates/web/live?seq=13 200");
    expect(await page.getByRole("dialog").count()).toBe(0);

    const reloaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Update" }).click();
    await reloaded;
  });

  test("no request of it costs a preflight, and what did not change is not sent again", async () => {
    const page = await open(server.url);
    await until("it is not sent again", async () => {
      await page.evaluate("import('/updates.js').then(({ updates }) => updates.refresh()).then(() => {})");
      return server.log.includes("GET updates/web/live 304");
    });
    expect(server.log.filter((line) => line.startsWith("OPTIONS"))).toEqual([]);
  });

  test("without a bundler: one file, a page and no build step", async () => {
    server.serve({ offers: [offer(59)] });
    const page = await open(`${server.url}/plain`);
    await page.getByText(banner).waitFor();
  });

  test("with the watcher: a manifest that names a later build twice makes it ask", async () => {
    const page = await open(`${server.url}/watched`);
    await until("all is quiet", () => feeds().length >= 2 && server.log.includes("GET manifest 200"));
    server.manifest = { components: { web: { build: 59 } } };
    server.serve({ seq: 13, offers: [offer(59)] });
    await page.evaluate("dispatchEvent(new Event('focus'))");
    await until(
      "the first read",
      () => server.log.filter((line) => line === "GET manifest 200").length === 2,
    );
    expect(await page.getByText(banner).count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('focus'))");
    await page.getByText(banner).waitFor();
  });
});
