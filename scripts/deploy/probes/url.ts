import type { Verify } from "../../manifest/schema.ts";
import { httpFetch } from "../../runtime.ts";
import { matchApart } from "./match.ts";
import type { ProbeResult } from "./probe-result.ts";
import { valueAt } from "./pointer.ts";
import { fileInTarball, TarballError } from "./tarball.ts";

/** Seconds for one answer; an archive may take a minute. */
const timeoutS = { text: 10, archive: 60 };
const maxBytes = 16 * 1024 * 1024;

/** A probe that asks an address. */
type UrlProbe = Exclude<Verify, { type: "supabase" }>;

/**
 * Whether an answer is the control plane's manifest (or a copy of it): `seq` counts announcements, and nothing that a deploy
 * bakes in has one.
 */
function isManifestProxy(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && Number.isInteger(Reflect.get(answer, "seq"));
}

/** Asks once, past caches. Never raises but for an abort: whatever goes wrong is what was seen. */
export async function probeUrl(
  probe: UrlProbe,
  wanted: { build: number },
  signal: AbortSignal,
): Promise<ProbeResult> {
  const seconds = probe.file === undefined ? timeoutS.text : timeoutS.archive;
  const timeout = AbortSignal.timeout(seconds * 1000);
  try {
    const text = await fetchText(probe, AbortSignal.any([signal, timeout]));
    return typeof text === "string" ? await judge(probe, wanted, text) : text;
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) return unseen(`did not answer within ${seconds} s`);
    if (error instanceof TarballError) return unseen(`could not be read: ${error.message}`);
    return unseen(`could not be reached: ${error instanceof Error ? error.message : error}`);
  }
}

async function fetchText(probe: UrlProbe, signal: AbortSignal): Promise<string | ProbeResult> {
  const headers = { "cache-control": "no-cache", "user-agent": "slipway" };
  const response = await httpFetch(probe.url, { headers, signal });
  if (!response.ok) {
    await response.body?.cancel();
    return unseen(`answered ${response.status}`);
  }
  const body = response.body ?? new Blob([]).stream();
  if (probe.file === undefined) return await readText(body);
  const content = await fileInTarball(body, probe.file);
  return content === null ? unseen(`has no ${probe.file} in its archive`) : new TextDecoder().decode(content);
}

async function readText(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxBytes) throw new Error("the answer is larger than 16 MB");
  }
  return text + decoder.decode();
}

async function judge(probe: UrlProbe, wanted: { build: number }, text: string): Promise<ProbeResult> {
  if ("regex" in probe) {
    const match = await matchApart(probe.regex, text);
    if ("problem" in match) return unseen(`could not be searched for ${probe.regex}: ${match.problem}`);
    if (match.found === null) return unseen(`has nothing that matches ${probe.regex}`);
    return compare(match.found, wanted);
  }
  const answer = parse(text);
  if (answer === undefined) return unseen("answered no JSON");
  const value = valueAt(answer, probe.json);
  const result = value === undefined ? unseen(`has nothing at ${probe.json}`) : compare(value, wanted);
  return { ...result, isProxy: probe.file === undefined && isManifestProxy(answer) };
}

function compare(value: unknown, wanted: { build: number }): ProbeResult {
  const shown = typeof value === "string" ? value : JSON.stringify(value);
  const isVerified = (typeof value === "number" || typeof value === "string") &&
    shown === String(wanted.build);
  return { isVerified, saw: `served ${shown.slice(0, 100)}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unseen(saw: string): ProbeResult {
  return { isVerified: false, saw };
}
