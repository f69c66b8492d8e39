import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inBrowser } from "../support/browser.ts";
import { type FeedServer, offer, policy, startFeedServer } from "../support/feed-server.ts";
import { focused, ready, refresh, servePage, show, shown } from "../support/pages.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
  await servePage(server);
});
beforeEach(() => {
  server.fail(null);
  server.serve({ ...available, seq: 12 });
});
afterAll(() => server.stop());

const available = { offers: [offer(101)], marks: [], policy: null };
const recommended = { policy: policy({ recommended_build: 101, nudge_every_s: 3_600 }) };
const required = { policy: policy({ min_build: 101, message: "Please update.\nThank you." }) };
const store = "https://apps.apple.com/app/id1";

inBrowser("<slipway-update>", (open) => {
  describe("a banner", () => {
    test("is in the page, says so to screen readers, and leaves the keyboard where it is", async () => {
      server.serve({ offers: [] });
      const page = await show(open, server);
      await page.getByLabel("Search").fill("shoes");
      server.serve({ ...available, seq: 13 });
      await refresh(page);
      await page.getByRole("status").getByText("A new version is available.").waitFor();
      await page.keyboard.type("!");
      expect(await page.getByLabel("Search").inputValue()).toBe("shoes!");
    });

    test("is gone for a build that was skipped, also after a reload, and is back for the next one", async () => {
      const page = await show(open, server);
      await page.getByRole("button", { name: "Skip this version" }).click();
      expect(await shown(page, "banner").count()).toBe(0);
      await page.reload();
      await ready(page);
      expect(await shown(page, "banner").count()).toBe(0);
      server.serve({ offers: [offer(102)], seq: 13 });
      await refresh(page);
      await shown(page, "banner").waitFor();
    });
  });

  describe("promise 171: a nudge", () => {
    beforeEach(() => server.serve(recommended));

    test.each(["Later", "Escape"])("is put off with %s: a banner stays, also after a reload", async (way) => {
      const page = await show(open, server);
      const dialog = page.getByRole("dialog", { name: "Update available" });
      await dialog.waitFor();
      expect(await dialog.getByRole("button").allTextContents()).toEqual(["Later", "Update"]);
      if (way === "Later") await dialog.getByRole("button", { name: way }).click();
      else await page.keyboard.press(way);
      await shown(page, "banner").waitFor();
      expect(await dialog.count()).toBe(0);
      await page.reload();
      await ready(page);
      await shown(page, "banner").waitFor();
      expect(await dialog.count()).toBe(0);
    });

    test("takes no key that was meant for the page: Enter does not update, and the focus goes back afterwards", async () => {
      server.serve(available);
      const page = await show(open, server);
      await page.locator("#own").focus();
      server.serve({ ...recommended, seq: 13 });
      await refresh(page);
      await page.getByRole("dialog").waitFor();
      let loads = 0;
      page.on("load", () => loads++);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Space");
      await page.keyboard.press("Tab");
      expect(await page.evaluate(focused)).toBe("later");
      await page.keyboard.press("Tab");
      expect(await page.evaluate(focused)).toBe("update");
      await page.keyboard.press("Escape");
      expect(await page.evaluate("document.activeElement.id")).toBe("own");
      expect(loads).toBe(0);
    });

    test("waits until somebody who types is done", async () => {
      server.serve(available);
      const page = await show(open, server);
      await page.getByLabel("Search").focus();
      server.serve({ ...recommended, seq: 13 });
      await refresh(page);
      await page.keyboard.type("shoes");
      expect(await page.getByRole("dialog").count()).toBe(0);
      expect(await page.getByLabel("Search").inputValue()).toBe("shoes");
      await page.locator("#own").focus();
      await page.getByRole("dialog").waitFor();
    });
  });

  test("what is critical can be put off for this page view, never skipped", async () => {
    server.serve({ offers: [offer(101, { severity: "critical" })] });
    const page = await show(open, server);
    await page.getByText("This update fixes a serious problem.").waitFor();
    await page.getByRole("button", { name: "Later" }).click();
    await shown(page, "banner").waitFor();
    expect(await shown(page, "skip").count()).toBe(0);
    await refresh(page);
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.reload();
    await page.getByRole("dialog").waitFor();
  });

  test("a deadline is told as a date", async () => {
    server.serve({ policy: policy({ min_build: 101, force_after: "2999-12-24T12:00:00Z" }) });
    const page = await show(open, server, "?lang=de");
    await page.getByText("Diese Version funktioniert bis 24. Dezember 2999.").waitFor();
  });

  describe("promise 170: a block", () => {
    beforeEach(() => server.serve(required));

    test("fills the screen, has one button, and no key or click leads past it", async () => {
      const page = await show(open, server);
      const dialog = page.getByRole("alertdialog", { name: "Update required" });
      await dialog.waitFor();
      expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, ...page.viewportSize() });
      expect(await dialog.getByRole("button").allTextContents()).toEqual(["Update"]);
      expect(await dialog.getByRole("link").count()).toBe(0);
      await page.evaluate(`
        globalThis.shadow = document.querySelector("slipway-update").shadowRoot;
        globalThis.closes = 0;
        shadow.querySelector("dialog").addEventListener("close", () => closes++)`);
      for (let press = 0; press < 4; press++) await page.keyboard.press("Escape");
      expect(await page.evaluate("closes")).toBe(0);
      await page.evaluate("shadow.activeElement.blur(); shadow.querySelector('dialog').close()");
      await dialog.waitFor();
      for (let press = 0; press < 3; press++) {
        await page.keyboard.press("Tab");
        expect(await page.evaluate("document.activeElement.id")).not.toBe("own");
      }
      await expect(page.locator("#own").click({ timeout: 300 })).rejects.toThrow();
    });

    test("leads to the store, and goes when it is lifted", async () => {
      server.serve({ offers: [offer(101, { url: store })] });
      const page = await show(open, server);
      const link = page.getByRole("alertdialog").getByRole("link", { name: "Update" });
      expect(await link.getAttribute("href")).toBe(store);
      expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
      server.serve({ policy: null, seq: 13 });
      await refresh(page);
      await shown(page, "banner").waitFor();
      await page.locator("#own").click();
    });

    test("is never without a way out: who can't update is told, and whom to ask", async () => {
      server.serve({
        offers: [offer(101, { min_os: "17" })],
        policy: policy({ min_build: 101, contact_url: "https://help.example.test/" }),
      });
      const page = await show(open, server);
      const dialog = page.getByRole("dialog", { name: "No longer supported" });
      expect(await dialog.getByRole("link", { name: "Get help" }).getAttribute("href")).toBe(
        "https://help.example.test/",
      );
      await dialog.getByRole("button", { name: "Close" }).click();
      await page.locator("#own").click();
    });
  });

  test("an app may do it its own way: the event comes first and can be prevented", async () => {
    const page = await show(open, server);
    await page.evaluate(`globalThis.heard = []; addEventListener("slipway-update", (event) => {
      event.preventDefault();
      heard.push(event.detail);
    })`);
    let loads = 0;
    page.on("load", () => loads++);
    await shown(page, "update").click();
    expect(await page.evaluate("heard")).toEqual([{ build: 101, url: null }]);
    expect(loads).toBe(0);
  });

  test("it can be moved, taken away and brought back", async () => {
    const page = await show(open, server);
    await page.evaluate("globalThis.element = document.querySelector('slipway-update'); element.remove()");
    await page.evaluate("document.body.append(element)");
    await shown(page, "banner").waitFor();
    await page.evaluate("element.updates = null");
    expect(await shown(page, "banner").count()).toBe(0);
  });

  test("moved while it blocks, it blocks on", async () => {
    server.serve(required);
    const page = await show(open, server);
    await page.evaluate("document.body.append(document.querySelector('slipway-update'))");
    await page.getByRole("alertdialog").waitFor();
    expect(
      await page.evaluate(
        "document.querySelector('slipway-update').shadowRoot.querySelector('dialog').matches(':modal')",
      ),
    )
      .toBe(true);
  });
});
