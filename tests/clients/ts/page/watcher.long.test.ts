import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { until } from "../../../support/until.ts";
import { inBrowser } from "../support/browser.ts";
import { type FeedServer, startFeedServer } from "../support/feed-server.ts";
import { servePage } from "../support/pages.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
  await servePage(server);
  server.pages.set("/watched", html(58));
  server.pages.set("/other", html(59));
});
beforeEach(() => {
  server.log.length = 0;
  server.fail(null);
  serve(58);
});
afterAll(() => server.stop());

const html = (build: number) =>
  `<!doctype html>
<title>Shop</title>
<label>Name <input name="name" /></label>
<form onsubmit="event.preventDefault()"><input name="sent" /><button>Send</button></form>
<div id="note" contenteditable="true">note</div>
<script type="module">
  import { watchVersion } from "/slipway-client.js";
  globalThis.watcher = watchVersion({ url: "/functions/v1/manifest", component: "web", build: ${build} });
</script>`;

const serve = (build: unknown) => server.manifest = { components: { web: { build } } };
const reads = () => server.log.filter((line) => line.startsWith("GET manifest")).length;
const state = (page: Page) => page.evaluate("watcher.state");
const look = async (page: Page, event = "focus") => {
  const before = reads();
  await page.evaluate(`dispatchEvent(new Event("${event}"))`);
  await until("a read", () => reads() > before);
  await page.evaluate("watcher.check()");
};
const quiet = { isOutdated: false, build: null, reason: null };

inBrowser("a page that watches its version", (open) => {
  const watched = async (path = "/watched") => {
    const page = await open(server.url + path);
    await until("the first read", () => reads() > 0);
    return page;
  };
  const script = `document.head.append(Object.assign(document.createElement("script"), { src: "/gone.js" }))`;
  /** A chunk that the last deploy removed: whether the page was loaded anew, and if not, what it says. */
  const breakChunk = async (page: Page, how = script) => {
    const before = reads();
    await page.evaluate(`globalThis.isOld = true; ${how}`);
    await until("it asked whether there is a network", () => reads() > before);
    // While it reloads, nothing can be asked.
    const outcome = `globalThis.isOld ? globalThis.watcher?.state.reason ?? "" : "reloaded"`;
    return await until(
      "an outcome",
      async () => String(await page.evaluate(outcome).catch(() => "")) || false,
    );
  };
  const again = async (page: Page) => {
    await page.evaluate("sessionStorage.clear()");
    await page.goto(`${server.url}/watched`);
    await until("it watches", () => page.evaluate("globalThis.watcher !== undefined"));
  };

  test("says so after two equal reads, each time that it is looked at", async () => {
    const page = await watched();
    serve(59);
    const before = reads();
    await page.evaluate(`dispatchEvent(new Event("online"))`);
    await until("the first read of it", () => reads() === before + 1);
    expect(await state(page)).toEqual(quiet);
    await page.evaluate("watcher.check()");
    expect(await state(page)).toEqual({ isOutdated: true, build: 59, reason: "newer_build" });
  });

  test("two servers that disagree are no news, a lower build never, and nonsense neither", async () => {
    const page = await watched();
    for (const build of [59, 58, 59, 57, 57, 60, "61", "61", null, 1e400]) {
      serve(build);
      await page.evaluate("watcher.check()");
      expect(await state(page)).toEqual(quiet);
    }
    server.fail(() => new Response("<html>", { status: 502 }));
    await look(page);
    expect(await state(page)).toEqual(quiet);
  });

  test("a chunk that is gone reloads it, once from each build, however many are gone", async () => {
    const page = await watched();
    expect(await breakChunk(page)).toBe("reloaded");
    expect(await breakChunk(page)).toBe("chunk_error");
    // another server, another build, and back
    await page.goto(`${server.url}/other`);
    expect(await breakChunk(page)).toBe("reloaded");
    await page.goto(`${server.url}/watched`);
    expect(await breakChunk(page)).toBe("chunk_error");
  });

  test("Vite's errors, style sheets and preloaded modules count too", async () => {
    const page = await watched();
    const link = (rel: string, href: string) =>
      `document.head.append(Object.assign(document.createElement("link"), { rel: "${rel}", href: "${href}" }))`;
    const ways = [
      `dispatchEvent(new Event("vite:preloadError"))`,
      link("stylesheet", "/gone.css"),
      link("modulepreload", "/gone.js"),
    ];
    for (const how of ways) {
      expect(await breakChunk(page, how)).toBe("reloaded");
      await again(page);
    }
  });

  test("what others serve, and pictures, reload nothing", async () => {
    const page = await watched();
    const before = reads();
    await page.evaluate(`new Promise((resolve) => {
      let left = 2;
      const onerror = () => --left || resolve();
      document.head.append(Object.assign(document.createElement("script"), { src: "http://127.0.0.1:1/ad.js", onerror }));
      document.body.append(Object.assign(document.createElement("img"), { src: "/gone.png", onerror }));
    })`);
    await page.evaluate("watcher.check()");
    expect(reads()).toBe(before + 1);
  });

  test("without a network nothing is reloaded: there would be no page", async () => {
    const page = await watched();
    server.fail(() => new Response(null, { status: 503 }));
    const before = reads();
    await page.evaluate(`globalThis.isOld = true; dispatchEvent(new Event("vite:preloadError"))`);
    await until("it asked", () => reads() > before);
    await page.evaluate("watcher.check()");
    expect(await page.evaluate("isOld")).toBe(true);
    expect(await state(page)).toEqual(quiet);
  });

  test("without a place to remember it nothing is reloaded: it might never end", async () => {
    const page = await watched();
    await page.evaluate("Storage.prototype.setItem = () => { throw new Error('full'); }");
    expect(await breakChunk(page)).toBe("chunk_error");
  });

  test("it never reloads over what somebody filled in and did not send", async () => {
    const page = await watched();
    const edits: [string, () => Promise<unknown>, string][] = [
      ["a field", () => page.getByLabel("Name").fill("Ada"), "chunk_error"],
      ["a note", () => page.locator("#note").fill("changed"), "chunk_error"],
      ["a field that was put back", async () => {
        await page.getByLabel("Name").fill("Ada");
        await page.getByLabel("Name").fill("");
      }, "reloaded"],
      ["a form that was sent", async () => {
        await page.locator("[name=sent]").fill("Ada");
        await page.getByRole("button", { name: "Send" }).click();
      }, "reloaded"],
      ["a field that is gone", async () => {
        await page.getByLabel("Name").fill("Ada");
        await page.evaluate("document.querySelector('[name=name]').remove()");
      }, "reloaded"],
    ];
    for (const [what, edit, outcome] of edits) {
      await edit();
      expect([what, await breakChunk(page)]).toEqual([what, outcome]);
      await again(page);
    }
  });

  test("stopped, it reads no more", async () => {
    const page = await watched();
    await page.evaluate("watcher.stop(); dispatchEvent(new Event('focus'))");
    const before = reads();
    expect(await page.evaluate("watcher.state.isOutdated")).toBe(false);
    expect(reads()).toBe(before);
  });
});
