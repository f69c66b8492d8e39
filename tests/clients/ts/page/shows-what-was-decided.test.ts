import { beforeEach, describe, expect, test } from "vitest";
import { inBrowser } from "../support/browser.ts";
import { offer, policy } from "../support/feed-server.ts";
import { focused, ready, refresh, show, shown } from "../support/pages.ts";
import { available, recommended, required, useUpdatePage } from "../support/update-page.ts";

const feed = useUpdatePage();
const store = "https://apps.apple.com/app/id1";

inBrowser("<slipway-update>", (open) => {
  describe("a banner", () => {
    test("is in the page, says so to screen readers, and leaves the keyboard where it is", async () => {
      feed().serve({ offers: [] });
      const page = await show(open, feed());
      await page.getByLabel("Search").fill("shoes");
      feed().serve({ ...available, seq: 13 });
      await refresh(page);
      await page.getByRole("status").getByText("A new version is available.").waitFor();
      await page.keyboard.type("!");
      expect(await page.getByLabel("Search").inputValue()).toBe("shoes!");
    });
  });

  describe("promise 171: a nudge", () => {
    beforeEach(() => feed().serve(recommended));

    test.each(["Later", "Escape"])("is put off with %s: a banner stays, also after a reload", async (way) => {
      const page = await show(open, feed());
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
      feed().serve(available);
      const page = await show(open, feed());
      await page.locator("#own").focus();
      feed().serve({ ...recommended, seq: 13 });
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
  });

  describe("promise 170: a block", () => {
    beforeEach(() => feed().serve(required));

    test("fills the screen, has one button, and no key or click leads past it", async () => {
      const page = await show(open, feed());
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
      feed().serve({ offers: [offer(101, { url: store })] });
      const page = await show(open, feed());
      const link = page.getByRole("alertdialog").getByRole("link", { name: "Update" });
      expect(await link.getAttribute("href")).toBe(store);
      expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
      feed().serve({ policy: null, seq: 13 });
      await refresh(page);
      await shown(page, "banner").waitFor();
      await page.locator("#own").click();
    });

    test("is never without a way out: who can't update is told, and whom to ask", async () => {
      feed().serve({
        offers: [offer(101, { min_os: "17" })],
        policy: policy({ min_build: 101, contact_url: "https://help.example.test/" }),
      });
      const page = await show(open, feed());
      const dialog = page.getByRole("dialog", { name: "No longer supported" });
      expect(await dialog.getByRole("link", { name: "Get help" }).getAttribute("href")).toBe(
        "https://help.example.test/",
      );
      await dialog.getByRole("button", { name: "Close" }).click();
      await page.locator("#own").click();
    });
  });

  test("an app may do it its own way: the event comes first and can be prevented", async () => {
    const page = await show(open, feed());
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
});
