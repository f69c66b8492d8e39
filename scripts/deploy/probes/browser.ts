import { readFile, rm } from "node:fs/promises";
import { extname } from "node:path";
import { execPath } from "node:process";
import { CommandError } from "../../cli/command-error.ts";
import { mask } from "../../cli/mask.ts";
import { realPathInside } from "../../manifest/real-path.ts";
import type { BrowserProbe } from "../../manifest/schema-probes.ts";
import { denoSettings } from "../../package.ts";
import { makeTempDir, removeDir } from "../../runtime.ts";
import { baseEnvironment, commandEnvironment, type DeployContext } from "../context.ts";
import { runChild } from "../run-child.ts";
import { createStream, maskVariables } from "../stream.ts";
import { findBrowser, makeArtifactsFolder } from "./browser-place.ts";
import {
  type BrowserReport,
  browserReport,
  type BrowserTask,
  reportFile,
  taskVariable,
} from "./browser-task.ts";
import { type ProbeResult, unseen } from "./probe-result.ts";

/** Seconds for a run that names none. */
const defaultTimeoutS = 120;
/** Seconds more until a process that does not end by itself is killed: it begins with a browser, and ends with a trace. */
const graceS = 45;
/** TypeScript in a checkout, JavaScript in the npm package. */
const runner = `${import.meta.dirname}/browser-run${extname(import.meta.url)}`;

/**
 * Runs a team's script in a browser, in a process of its own. A screenshot and a trace of a run that failed stay in a folder that the report
 * names. Skipped, and so not verified, where there is no browser or no Playwright. Never raises but for an abort.
 */
export async function probeBrowser(
  context: DeployContext,
  probe: BrowserProbe,
  { build }: { build: number },
): Promise<ProbeResult> {
  const script = findScript(context, probe.script);
  if ("problem" in script) return { ...unseen(script.problem), isFinal: true };
  const place = await findBrowser(context);
  if ("missing" in place) {
    return { ...unseen(place.missing), skipped: { code: "browser_missing", hint: place.hint } };
  }
  const folder = await makeArtifactsFolder(context);
  const seconds = probe.timeout_s ?? defaultTimeoutS;
  const { component, version, sha, environment: { name: environment, url = null } } = context;
  const task: BrowserTask = {
    ...{ script: script.path, ...place, folder, limitMs: seconds * 1000, variables: probe.env ?? [] },
    given: { url, environment, component, build, version, sha },
  };
  const problem = await run(context, probe, task, seconds + graceS);
  if (problem !== null) return unseen(`${mask.apply(problem)}; see ${folder}`);
  await removeDir(folder);
  return { isVerified: true, saw: "came to its end" };
}

/** What went wrong, or null. */
async function run(
  context: DeployContext,
  probe: BrowserProbe,
  task: BrowserTask,
  seconds: number,
): Promise<string | null> {
  const given = baseEnvironment(context);
  const named = Object.fromEntries((probe.env ?? []).map((name) => [name, given[name] ?? ""]));
  Object.values(named).forEach(mask.add);
  maskVariables(given);
  const stream = createStream(context.output, `browser ${context.component}`);
  // What a browser that is killed leaves behind is in here.
  const TMPDIR = await makeTempDir("slipway-browser-");
  const limit = AbortSignal.timeout(seconds * 1000);
  const command = {
    program: execPath,
    args: ["run", "--quiet", "--no-check", "--allow-all", ...denoSettings, runner],
    cwd: context.root,
    env: { ...commandEnvironment(context), ...named, TMPDIR, [taskVariable]: JSON.stringify(task) },
    shown: probe.script,
  };
  try {
    const code = await runChild(command, AbortSignal.any([context.signal, limit]), stream.onLine);
    const report = await readReport(task.folder);
    if (report !== null) return report.problem;
    return `its process ended with code ${code}: ${stream.tail().at(-1) ?? "it said nothing"}`;
  } catch (error) {
    context.signal.throwIfAborted();
    if (limit.aborted) return `did not end within ${task.limitMs / 1000} s, and was killed`;
    throw error;
  } finally {
    stream.end();
    await removeDir(TMPDIR);
  }
}

/** Takes the report away: what a script raised may hold a secret, and is kept masked only. */
async function readReport(folder: string): Promise<BrowserReport | null> {
  const file = `${folder}/${reportFile}`;
  try {
    return browserReport.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  } finally {
    await rm(file, { force: true });
  }
}

function findScript({ root }: DeployContext, script: string): { path: string } | { problem: string } {
  try {
    const path = realPathInside(root, script);
    return path === null ? { problem: `could not be run: there is no ${script}` } : { path };
  } catch (error) {
    if (error instanceof CommandError) return { problem: `could not be run: ${error.message}` };
    throw error;
  }
}
