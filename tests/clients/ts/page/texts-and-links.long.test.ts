import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inBrowser } from "../support/browser.ts";
import { type FeedServer, offer, policy, startFeedServer } from "../support/feed-server.ts";
import { servePage, show, shown, tell } from "../support/pages.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
  await servePage(server);
});
beforeEach(() => server.serve({ seq: 12, offers: [offer(101)], marks: [], policy: null }));
afterAll(() => server.stop());

const store = "https://apps.apple.com/app/id1";

inBrowser("<slipway-update>", (open) => {
  describe("what a feed says is text:", () => {
    test("markup in a message is shown as it is", async () => {
      server.serve({ policy: policy({ min_build: 101, message: "<img src=x onerror=alert(1)>" }) });
      const page = await show(open, server);
      await page.getByText("<img src=x onerror=alert(1)>").waitFor();
      expect(await page.locator("slipway-update img").count()).toBe(0);
    });

    test("only addresses of pages and of stores are links; for the rest an update is a reload", async () => {
      const page = await show(open, server);
      const addresses: [string, boolean][] = [
        ["javascript:alert(1)", false],
        [" JavaScript:alert(1)", false],
        ["data:text/html,x", false],
        ["file:///etc/passwd", false],
        ["intent://x#Intent;end", false],
        ["//other.example.test", false],
        ["/relative", false],
        [`${server.url}/page`, false],
        ["http://other.example.test/", true],
        [store, true],
        ["itms-beta://beta.itunes.apple.com/v1/app/1", true],
        ["itms-apps://x/", true],
        ["market://details?id=a", true],
      ];
      for (const [url, isLink] of addresses) {
        await tell(page, {
          offers: [offer(101, { url })],
          policy: policy({ min_build: 101, force_after: "2999-01-01T00:00:00Z" }),
        });
        const found = await shown(page, "update").evaluate((
          button,
        ) => [button.tagName, button.getAttribute("href")]);
        expect([url, ...found]).toEqual([url, ...isLink ? ["A", url] : ["BUTTON", null]]);
      }
      await tell(page, {
        offers: [offer(101, { min_os: "17" })],
        policy: policy({ min_build: 101, contact_url: "javascript:alert(1)" }),
      });
      expect(await page.locator("slipway-update a").count()).toBe(0);
    });
  });

  test("it speaks the language of the page, with any region, and English where it does not know it", async () => {
    const page = await show(open, server);
    const languages = {
      "de-AT": "Eine neue Version ist verfügbar.",
      nb: "En ny versjon er tilgjengelig.",
      no: "En ny versjon er tilgjengelig.",
      "es-MX": "Hay una nueva versión disponible.",
      fr: "Une nouvelle version est disponible.",
      ja: "新しいバージョンがあります。",
      tlh: "A new version is available.",
    };
    for (const [lang, text] of Object.entries(languages)) {
      await page.evaluate(
        `document.documentElement.lang = "${lang}"; document.querySelector("slipway-update").strings = {}`,
      );
      expect(await shown(page, "text").textContent()).toBe(text);
    }
  });

  test("texts can be replaced, one by one", async () => {
    const page = await show(open, server, "?lang=ar&dir=rtl");
    await page.evaluate(
      `document.querySelector("slipway-update").strings = { available: "نسخة جديدة متاحة." }`,
    );
    await page.getByText("نسخة جديدة متاحة.").waitFor();
    expect(await shown(page, "banner").getAttribute("lang")).toBe("ar");
    expect(await shown(page, "update").textContent()).toBe("Update");
  });

  test("a page whose lang is no language gets a date all the same", async () => {
    server.serve({ policy: policy({ min_build: 101, force_after: "2999-12-24T12:00:00Z" }) });
    const page = await show(open, server, "?lang=en_US");
    await page.evaluate(`document.querySelector("slipway-update").strings = { deadline: "By {date}!" }`);
    await page.getByText("By December 24, 2999!").waitFor();
  });
});

test("a server that renders pages may import it", async () => {
  const entry = new URL("../../../../clients/ts/src/page/element.ts", import.meta.url).href;
  await expect(import(entry)).resolves.toBeDefined();
});
