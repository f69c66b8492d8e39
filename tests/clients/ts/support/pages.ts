import type { Page } from "playwright-core";
import { pageBundle } from "../../../../scripts/page-client.ts";
import type { Open } from "./browser.ts";
import { feedOf, type FeedServer, type FeedText } from "./feed-server.ts";

/** Serves `/page`: build 100 of `web` with the element, a field and a link. `?lang=`, `?dir=` and `?big` change it. */
export async function servePage(server: FeedServer): Promise<void> {
  server.pages.set("/slipway-client.js", await pageBundle());
  server.pages.set("/page", html);
}

export const shown = (page: Page, name: string) => page.locator(`slipway-update [part=${name}]:visible`);
export const ready = (page: Page) => page.locator("body[data-ready=yes]").waitFor();
export const show = async (open: Open, server: FeedServer, query = "") => {
  const page = await open(`${server.url}/page${query}`);
  await ready(page);
  return page;
};
/** Gives the page's client a feed, later than all before. */
export const tell = (page: Page, feed: Partial<FeedText>) =>
  page.evaluate(`globalThis.seq = (globalThis.seq ?? 100) + 1;
    updates.apply({ ...${JSON.stringify(feedOf(feed))}, seq }).then(() => {})`);
export const refresh = (page: Page) => page.evaluate("updates.refresh().then(() => {})");

/** The part of the element that has the keyboard. */
export const focused = `document.activeElement.shadowRoot.activeElement?.getAttribute("part")`;

const html = `<!doctype html>
<html lang="en">
  <head>
    <title>Shop</title>
    <meta name="viewport" content="width=device-width" />
    <style>:root { color-scheme: light dark; } body { margin: 0; font-family: sans-serif; }</style>
  </head>
  <body>
    <slipway-update></slipway-update>
    <main>
      <h1>Shop</h1>
      <label>Search <input name="search" /></label>
      <button id="own">Own button</button>
    </main>
    <script type="module">
      import { createUpdates } from "/slipway-client.js";
      const query = new URLSearchParams(location.search);
      document.documentElement.lang = query.get("lang") ?? "en";
      document.documentElement.dir = query.get("dir") ?? "ltr";
      if (query.has("big")) document.documentElement.style.fontSize = "200%";
      globalThis.updates = createUpdates({
        url: location.origin,
        publishableKey: "sb_publishable_x",
        component: "web",
        build: 100,
        os: "16",
      });
      document.querySelector("slipway-update").updates = updates;
      updates.start().then(() => document.body.dataset.ready = "yes");
    </script>
  </body>
</html>
`;
