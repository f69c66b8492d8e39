import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../../../scripts/stack/postgres/os-account.ts";
import { executablePath } from "../../clients/ts/support/browser.ts";
import { until } from "../../support/until.ts";
import { makeBrowserBed } from "./browser-bed.ts";

const script = (body: string) => `export default async ({ page, url, env }) => { ${body} };`;

/** Processes whose command names a text. */
async function running(text: string): Promise<string[]> {
  const { stdout } = await run("ps", ["-eo", "args"]);
  return stdout.filter((line) => line.includes(text));
}

describe.skipIf(executablePath === undefined)("a script that", () => {
  test.each<[string, string, RegExp, number?]>([
    ["throws", script('throw new Error("the price is wrong\\nsecond line")'), /^the price is wrong; see /],
    [
      "looks for what is not there",
      script('await page.goto(url + "/login"); await page.getByText("Nowhere").click({ timeout: 200 })'),
      /Timeout 200ms exceeded.*\(at http:\/\/127\.0\.0\.1:\d+\/login\)/,
    ],
    ["exports nothing", "export const journey = 1;", /no default export that is a function/],
    ["ends its process", script("process.exit(3)"), /^its process ended with code 3/],
    ["waits without an end", script("await new Promise(() => {})"), /^did not end within 3 s/, 3],
    [
      "opens a file dialog that it does not answer",
      script(
        `await page.goto(url + "/upload");
         await Promise.all([page.waitForEvent("filechooser"), page.locator("#file").click()]);`,
      ),
      /^the page opened a file dialog that the script did not answer/,
    ],
    [
      "opens a file dialog in a second page",
      `export default async ({ context, page, url }) => {
         await page.goto(url + "/upload");
         const [second] = await Promise.all([context.waitForEvent("page"), page.evaluate("void open(location.href)")]);
         await second.locator("#file").click();
         await second.waitForTimeout(500);
       }`,
      /^the page opened a file dialog that the script did not answer/,
    ],
    [
      "does not wait for what throws",
      script('void Promise.reject(new Error("the price is wrong")); await new Promise(() => {})'),
      /^the price is wrong; see /,
    ],
    [
      "throws from a timer",
      script('setTimeout(() => { throw new Error("the price is wrong") }); await new Promise(() => {})'),
      /^the price is wrong; see /,
    ],
  ])("%s fails, and says why", async (_name, text, saw, timeout_s = 120) => {
    const bed = await makeBrowserBed(text);
    const { error, results } = await bed.run({ timeout_s });
    expect(error).toMatchObject({ code: "verification_failed", exitCode: 8 });
    expect(results[0]).toMatchObject({ state: "failed", saw: expect.stringMatching(saw) });
  }, 240_000);

  test("answers a file dialog passes", async () => {
    const bed = await makeBrowserBed(script(`
      await page.goto(url + "/upload");
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.locator("#file").click()]);
      await chooser.setFiles([]);
      page.on("dialog", (dialog) => dialog.accept());
      await page.evaluate("confirm('Sure?')");`));
    expect((await bed.run()).results).toMatchObject([{ state: "passed" }]);
  }, 240_000);

  test("closes its pages, and the browser, passes", async () => {
    const bed = await makeBrowserBed(
      script("await page.goto(url); await page.context().close(); await page.context().browser().close()"),
    );
    expect((await bed.run()).results).toMatchObject([{ state: "passed" }]);
  }, 240_000);

  test("computes without an end is killed, with its browser", async () => {
    const bed = await makeBrowserBed(script("while (true) {}"));
    const seen = bed.run({ timeout_s: 1 });
    const isDriving = () => running("browser-run.ts");
    await until("it drives", async () => (await isDriving()).length > 0, 60_000);
    const { results } = await seen;
    expect(results[0]?.saw).toMatch(/^did not end within 1 s, and was killed/);
    await until("its browser is gone", async () => (await running(bed.root)).length === 0, 60_000);
  }, 300_000);

  test("prints and throws its secrets shows none, on no output and in no record", async () => {
    const secret = `hunter2-${"q".repeat(24)}`;
    const bed = await makeBrowserBed(
      script(
        'console.log("using " + env.PROBE_SECRET); console.error(env.PROBE_SECRET); throw new Error("bad " + env.PROBE_SECRET)',
      ),
      { env: { PROBE_SECRET: secret } },
    );
    const { error, results } = await bed.run({ env: ["PROBE_SECRET"] });
    expect(bed.notes.join("\n")).toContain("using ***");
    expect(bed.notes.join("\n")).not.toContain(secret);
    expect(results[0]?.saw).toMatch(/^bad \*\*\*/);
    expect(JSON.stringify([error, results])).not.toContain(secret);
    const [folder = ""] = await readdir(join(bed.root, "kept"));
    expect(await readdir(join(bed.root, "kept", folder))).not.toContain("report.json");
  }, 240_000);

  test("needs a variable that is not set is not run", async () => {
    const bed = await makeBrowserBed(script(""));
    const { results } = await bed.run({ env: ["PROBE_SECRET"] });
    expect(results[0]?.saw).toBe("could not be asked: PROBE_SECRET is not set");
  });
});
