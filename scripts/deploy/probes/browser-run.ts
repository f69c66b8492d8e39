// A process of its own: drives a browser with a team's script, under a limit. It reports into a file, because the script may print anything.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import type * as Playwright from "playwright-core";
import { type BrowserReport, browserTask, reportFile, taskVariable } from "./browser-task.ts";

const task = browserTask.parse(JSON.parse(process.env[taskVariable] ?? "{}"));
delete process.env[taskVariable];

/** Milliseconds for a screenshot, a trace or the end of a browser that may hang. */
const patienceMs = 10_000;

function isPlaywright(value: unknown): value is typeof Playwright {
  return typeof value === "object" && value !== null && "chromium" in value;
}

async function importPlaywright(): Promise<typeof Playwright> {
  const module: unknown = await import(task.playwright);
  // CommonJS comes as the default export
  const found = isPlaywright(module) ? module : Reflect.get(Object(module), "default");
  if (isPlaywright(found)) return found;
  throw new Error("Playwright has no chromium");
}

/** Resolves when `work` has ended, with what it raised, or after `ms` milliseconds. */
async function within(ms: number, work: Promise<unknown>): Promise<"ended" | "late" | { raised: unknown }> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => timer = setTimeout(() => resolve("late"), ms));
  const ended = work.then(() => "ended" as const, (raised: unknown) => ({ raised }));
  return await Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

async function report(found: BrowserReport): Promise<void> {
  await writeFile(join(task.folder, reportFile), JSON.stringify(found));
}

/** The first line of what a script raised, and on which page it was; queries may hold tokens. */
function problemOf(raised: unknown, page: Playwright.Page): string {
  const text = raised instanceof Error ? raised.message : String(raised);
  const line = text.split("\n").find((part) => part.trim() !== "") ?? "an error without a message";
  const url = URL.parse(page.url());
  const where = url === null || url.origin === "null" ? "" : ` (at ${url.origin}${url.pathname})`;
  // deno-lint-ignore no-control-regex -- Playwright colours its messages
  return `${line.replaceAll(/\x1b\[[0-9;]*m/g, "").trim().slice(0, 300)}${where}`;
}

async function keepTraces(context: Playwright.BrowserContext, page: Playwright.Page): Promise<void> {
  await within(patienceMs, page.screenshot({ path: join(task.folder, "page.png"), timeout: patienceMs }));
  await within(patienceMs, context.tracing.stop({ path: join(task.folder, "trace.zip") }));
}

/** Loads and runs the team's script; raises what it raises. */
async function runScript(
  given: { page: Playwright.Page; context: Playwright.BrowserContext },
): Promise<void> {
  const module: unknown = await import(pathToFileURL(task.script).href);
  const script: unknown = Reflect.get(Object(module), "default");
  if (typeof script !== "function") throw new Error("its script has no default export that is a function");
  const env = Object.fromEntries(task.variables.map((name) => [name, process.env[name] ?? ""]));
  await script({ ...task.given, ...given, env });
}

/** Rejects with what the script raised where it did not wait for it: by itself that would end the process without a screenshot. */
function nobodyCaught(): Promise<never> {
  return new Promise((_, reject) => {
    process.on("unhandledRejection", reject);
    process.on("uncaughtException", reject);
  });
}

/** Runs the script in a page of a profile of its own; what went wrong, or null. */
async function drive(browser: Playwright.Browser): Promise<string | null> {
  const context = await browser.newContext({ locale: "en-US" });
  context.setDefaultTimeout(Math.min(task.limitMs, 15_000));
  await context.tracing.start({ screenshots: true, snapshots: true });
  const choosers: { wasAnswered: boolean }[] = [];
  // With a listener no dialog opens that would wait for a person, on no page that the first one opens either.
  context.on("page", (opened) =>
    void opened.on("filechooser", (chooser) => {
      const asked = { wasAnswered: false };
      choosers.push(asked);
      const setFiles = chooser.setFiles.bind(chooser);
      chooser.setFiles = (...files) => {
        asked.wasAnswered = true;
        return setFiles(...files);
      };
    }));
  const page = await context.newPage();
  const outcome = await within(task.limitMs, Promise.race([runScript({ page, context }), nobodyCaught()]));
  const isWaiting = choosers.some(({ wasAnswered }) => !wasAnswered);
  const dialog = isWaiting ? "the page opened a file dialog that the script did not answer" : null;
  const problem = outcome === "ended"
    ? dialog
    : outcome === "late"
    ? `did not end within ${task.limitMs / 1000} s${dialog === null ? "" : `: ${dialog}`}`
    : problemOf(outcome.raised, page);
  // A script may have closed what was open: that takes nothing from what it saw.
  if (problem === null) await within(patienceMs, context.tracing.stop());
  else await keepTraces(context, page);
  return problem;
}

const { chromium } = await importPlaywright();
const args = ["--disable-quic", "--no-first-run", "--disable-background-networking"];
// Chromium has no sandbox for root, as in most containers.
if (process.getuid?.() === 0) args.push("--no-sandbox");
const launched = await chromium.launch({
  executablePath: task.executable,
  args,
  handleSIGTERM: false,
  handleSIGINT: false,
  handleSIGHUP: false,
}).catch(async (error: unknown) => {
  await report({ problem: `no browser started: ${String(error).split("\n")[0]}` });
});
if (launched) {
  process.on("SIGTERM", () => void within(patienceMs, launched.close()).then(() => process.exit(143)));
  try {
    await report({ problem: await drive(launched) });
  } catch (error) {
    await report({ problem: `its script could not be run: ${String(error).split("\n")[0]}` });
  }
  await within(patienceMs, launched.close());
}
// What the script left running does not hold it.
process.exit(0);
