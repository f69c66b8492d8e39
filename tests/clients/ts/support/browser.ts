import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe } from "vitest";

const paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** This machine's Chromium; undefined where there is none. */
export const executablePath = paths.find((path) => existsSync(path));

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens a page of a profile of its own. */
export type Open = (url?: string, options?: BrowserContextOptions) => Promise<Page>;

/** The tests of a file in one Chromium; they are skipped, and say so, where there is none. An error that a page does not catch fails its test. */
export function inBrowser(name: string, tests: (open: Open) => void): void {
  if (executablePath === undefined) {
    describe.skip(`${name} (needs Chromium: apt-get install chromium)`, () =>
      tests(() => Promise.reject(new Error("no Chromium"))));
    return;
  }
  describe(name, () => {
    let browser: Browser;
    const errors: string[] = [];
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args });
    });
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      const found = errors.splice(0);
      if (found.length > 0) throw new Error(found.join("\n"));
    });
    afterAll(() => browser?.close());
    tests(async (url, options) => {
      const context = await browser.newContext({ locale: "en-US", ...options });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
      // Unsigned broadcasts are followed after up to three seconds of chance.
      await page.addInitScript("Math.random = () => 0.01");
      if (url !== undefined) await page.goto(url);
      return page;
    });
  });
}
