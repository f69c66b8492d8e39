import { expect, test } from "vitest";
import { inBrowser } from "../support/browser.ts";
import { offer, policy } from "../support/feed-server.ts";
import { ready, refresh, show, shown } from "../support/pages.ts";
import { available, recommended, required, useUpdatePage } from "../support/update-page.ts";

const feed = useUpdatePage();

inBrowser("<slipway-update>", (open) => {
  test("a banner is gone for a build that was skipped, also after a reload, and is back for the next one", async () => {
    const page = await show(open, feed());
    await page.getByRole("button", { name: "Skip this version" }).click();
    expect(await shown(page, "banner").count()).toBe(0);
    await page.reload();
    await ready(page);
    expect(await shown(page, "banner").count()).toBe(0);
    feed().serve({ offers: [offer(102)], seq: 13 });
    await refresh(page);
    await shown(page, "banner").waitFor();
  });

  test("a nudge waits until somebody who types is done", async () => {
    feed().serve(available);
    const page = await show(open, feed());
    await page.getByLabel("Search").focus();
    feed().serve({ ...recommended, seq: 13 });
    await refresh(page);
    await page.keyboard.type("shoes");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await page.getByLabel("Search").inputValue()).toBe("shoes");
    await page.locator("#own").focus();
    await page.getByRole("dialog").waitFor();
  });

  test("what is critical can be put off for this page view, never skipped", async () => {
    feed().serve({ offers: [offer(101, { severity: "critical" })] });
    const page = await show(open, feed());
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
    feed().serve({ policy: policy({ min_build: 101, force_after: "2999-12-24T12:00:00Z" }) });
    const page = await show(open, feed(), "?lang=de");
    await page.getByText("Diese Version funktioniert bis 24. Dezember 2999.").waitFor();
  });

  test("it can be moved, taken away and brought back", async () => {
    const page = await show(open, feed());
    await page.evaluate("globalThis.element = document.querySelector('slipway-update'); element.remove()");
    await page.evaluate("document.body.append(element)");
    await shown(page, "banner").waitFor();
    await page.evaluate("element.updates = null");
    expect(await shown(page, "banner").count()).toBe(0);
  });

  test("moved while it blocks, it blocks on", async () => {
    feed().serve(required);
    const page = await show(open, feed());
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
