import axe from "axe-core";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";
import { repositoryRoot } from "../../../support/repository.ts";
import { inBrowser } from "../support/browser.ts";
import { type FeedServer, startFeedServer } from "../support/feed-server.ts";

let nine: Monorepo;
let server: FeedServer;
let sha: string;
beforeAll(async () => {
  nine = await createMonorepo({
    remote: false,
    edit: ({ components }) => {
      components.marketing = { ...components.marketing, version: "2.4.0", build: 7 };
      components.dashboard = { ...components.dashboard, version: "3.0.0-beta.2", build: 131 };
    },
  });
  sha = (await nine.git("rev-parse", "HEAD")).trim();
  server = await startFeedServer();
  for (const key of ["marketing", "dashboard"]) await serve(key);
});
afterAll(async () => {
  await Promise.all([server?.stop(), nine?.stop()]);
});

/** Builds a page of the component as its team would: `slipway env`, then `vite build`; serves it below its key. */
async function serve(key: string): Promise<void> {
  const folder = join(nine.root, "web", key, "page");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, ".env"), "# ours\nVITE_TITLE=Shop\n");
  const { code, stderr } = await nine.run("env", key, "--for", "vite", "--write", `web/${key}/page/.env`);
  expect([code, stderr]).toEqual([0, `wrote web/${key}/page/.env\n`]);
  await writeFile(join(folder, "index.html"), html);
  await writeFile(join(folder, "page.js"), script);
  const alias = {
    "slipway/client/version": join(repositoryRoot, "clients/ts/src/page/version.ts"),
  };
  await build({ root: folder, configFile: false, logLevel: "error", base: "./", resolve: { alias } });
  const page = await readFile(join(folder, "dist/index.html"), "utf8");
  const [, asset = ""] = /src="\.\/(assets\/[^"]+)"/.exec(page) ?? [];
  server.pages.set(`/${key}/`, page);
  server.pages.set(`/${key}/${asset}`, await readFile(join(folder, "dist", asset), "utf8"));
}

const html = `<!doctype html>
<html lang="en">
  <head>
    <title>Shop</title>
    <meta name="viewport" content="width=device-width" />
    <style>:root { color-scheme: light dark; } body { margin: 1rem; font-family: sans-serif; }</style>
  </head>
  <body>
    <main><h1>Shop</h1></main>
    <footer>© Shop, all rights reserved <slipway-version label="Version"></slipway-version></footer>
    <script type="module" src="./page.js"></script>
  </body>
</html>
`;
const script = `import { versionLabel } from "slipway/client/version";
globalThis.label = versionLabel();
document.title = import.meta.env.VITE_TITLE;
`;

const chip = (page: Page) => page.locator("slipway-version [part~=chip]");
const inside = 'document.querySelector("slipway-version").shadowRoot.querySelector';
const change = (page: Page, attributes: Record<string, string | null>) =>
  page.evaluate(`for (const [name, value] of Object.entries(${JSON.stringify(attributes)})) {
    const element = document.querySelector("slipway-version");
    value === null ? element.removeAttribute(name) : element.setAttribute(name, value);
  }`);

inBrowser("<slipway-version>", (open) => {
  test("promise 92: the footer of each page shows the version that slipway env gave to its build", async () => {
    for (
      const [key, text] of [["marketing", "v2.4.0 (7)"], ["dashboard", "v3.0.0-beta.2 (131)"]] as const
    ) {
      const page = await open(`${server.url}/${key}/`);
      await page.getByRole("contentinfo").getByText(text, { exact: true }).waitFor();
      expect(await page.evaluate("[label, document.title, document.querySelector('slipway-version').text]"))
        .toEqual([text, "Shop", text]);
      expect(await chip(page).getAttribute("title")).toBe(sha.slice(0, 9));
      expect(await chip(page).evaluate((element) => element.tagName)).toBe("SPAN");
    }
  });

  test("a version that is unknown takes no place, and none of another page's build or commit is shown", async () => {
    const page = await open(`${server.url}/marketing/`);
    for (const version of ["", "undefined", "null", "%VITE_SLIPWAY_VERSION%", "{{ version }}", "latest"]) {
      await change(page, { version });
      expect([version, await page.locator("slipway-version").isVisible()]).toEqual([version, false]);
      expect(await page.evaluate("document.querySelector('slipway-version').text")).toBe("");
    }
    await change(page, { version: "1.0", build: "NaN" });
    await page.getByText("v1.0", { exact: true }).waitFor();
    expect(await chip(page).getAttribute("title")).toBeNull();
    await change(page, { version: null });
    await page.getByText("v2.4.0 (7)").waitFor();
  });

  test("with an address it is a link to the notes of its version; an address that is no page makes none", async () => {
    const page = await open(`${server.url}/dashboard/`);
    const notes = "https://example.test/releases/web-v{version}?build={build}";
    await change(page, { href: notes });
    const link = page.getByRole("link", { name: "Version v3.0.0-beta.2 (131)" });
    expect(await link.getAttribute("href")).toBe(
      "https://example.test/releases/web-v3.0.0-beta.2?build=131",
    );
    for (
      const [href, address] of [["../notes", `${server.url}/notes`], ["javascript:alert(1)", null], [
        "",
        null,
      ]] as const
    ) {
      await change(page, { href });
      expect([href, await chip(page).getAttribute("href")]).toEqual([href, address]);
    }
  });

  test("its look is custom properties and parts", async () => {
    const page = await open(`${server.url}/dashboard/`);
    await page.addStyleTag({
      content:
        "slipway-version { --slipway-chip-text: rgb(1, 2, 3); } slipway-version::part(channel) { color: rgb(4, 5, 6); }",
    });
    const color = (part: string) => page.evaluate(`getComputedStyle(${inside}("[part~=${part}]")).color`);
    expect([await color("version"), await color("channel")]).toEqual(["rgb(1, 2, 3)", "rgb(4, 5, 6)"]);
  });

  test.each(
    [
      ["light", 900, "", ""],
      ["dark", 900, "", ""],
      ["dark", 320, "light", ""],
      ["light", 320, "dark", "document.documentElement.style.fontSize = '200%'"],
      ["light", 320, "", "document.documentElement.dir = 'rtl'"],
    ] as const,
  )(
    "axe finds nothing, and it stays one line: %s, %i px, theme %j %s",
    async (colorScheme, width, theme, before) => {
      const page = await open(`${server.url}/dashboard/`, { colorScheme, viewport: { width, height: 300 } });
      await page.evaluate(before);
      await change(page, {
        theme,
        href: "/notes",
        version: `3.0.0-beta.2.${"long".repeat(10)}`,
        build: "131",
      });
      await page.evaluate(axe.source);
      expect(await page.evaluate("axe.run().then(({ violations }) => violations.map(({ id }) => id))"))
        .toEqual([]);
      const line = await page.evaluate(`(() => {
      const element = ${inside}("[part~=chip]");
      const lineHeight = parseFloat(getComputedStyle(element).lineHeight);
      return [
        element.getBoundingClientRect().height < 1.5 * lineHeight,
        document.documentElement.scrollWidth <= innerWidth,
      ];
    })()`);
      expect(line).toEqual([true, true]);
    },
  );
});

test("a server that renders pages may import it, and says nothing where no build tool said anything", async () => {
  const entry = new URL("../../../../clients/ts/src/page/version.ts", import.meta.url).href;
  const { versionLabel } = await import(entry);
  expect([versionLabel(), versionLabel({ version: "1.2.0", build: 131 }), versionLabel({ build: 131 })])
    .toEqual(["", "v1.2.0 (131)", ""]);
});
