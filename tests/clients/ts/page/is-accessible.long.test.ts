import axe from "axe-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { inBrowser } from "../support/browser.ts";
import { feedOf, type FeedServer, offer, policy, startFeedServer } from "../support/feed-server.ts";
import { servePage } from "../support/pages.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
  await servePage(server);
});
afterAll(() => server.stop());

const nothing = { offers: [offer(101)], marks: [], policy: null };
const sights = {
  banner: nothing,
  nudge: { ...nothing, policy: policy({ recommended_build: 101 }) },
  block: { ...nothing, policy: policy({ min_build: 101 }) },
  "no way out": {
    ...nothing,
    offers: [offer(101, { min_os: "17" })],
    policy: policy({ min_build: 101, contact_url: "https://help.example.test/" }),
  },
};
const looks = {
  light: { query: "", colorScheme: "light", width: 900 },
  dark: { query: "", colorScheme: "dark", width: 900 },
  narrow: { query: "?lang=de", colorScheme: "light", width: 320 },
  "right to left": { query: "?lang=ar&dir=rtl", colorScheme: "dark", width: 900 },
  "text of 200 %": { query: "?lang=de&big", colorScheme: "light", width: 640 },
} as const;

const found = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

inBrowser("axe finds nothing, and nothing is cut off:", (open) => {
  test.each(Object.entries(looks))("%s", async (_, { query, colorScheme, width }) => {
    server.serve({ ...nothing, seq: 12 });
    const page = await open(`${server.url}/page${query}`, {
      colorScheme,
      viewport: { width, height: 480 },
      reducedMotion: "reduce",
    });
    await page.evaluate(axe.source);
    let seq = 13;
    for (const [sight, feed] of Object.entries(sights)) {
      const told = JSON.stringify(feedOf({ ...feed, seq: seq++ }));
      expect(await page.evaluate(`updates.apply(${told})`)).toBe(true);
      await page.locator("slipway-update [part=actions] > :visible").first().waitFor();
      const violations = await page.evaluate("axe.run().then(({ violations }) => violations)");
      expect([sight, ...found.parse(violations)]).toEqual([sight]);
      expect([sight, await page.evaluate(overflow)]).toEqual([sight, []]);
    }
  });
});

/** What sticks out of the window to a side, or can't be scrolled to. */
const overflow = `[...document.querySelector("slipway-update").shadowRoot.querySelectorAll("[part], dialog")]
  .filter((element) => element.checkVisibility())
  .filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < 0 || right > innerWidth || element.scrollWidth > element.clientWidth + 1;
  }).map((element) => element.outerHTML)`;
