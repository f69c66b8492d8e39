import type { HttpProbe } from "../../manifest/schema-probes.ts";
import { disagreements, shownValue } from "./expectations.ts";
import { matchApart } from "./match.ts";
import { valueAt } from "./pointer.ts";
import { type ProbeResult, unanswered, unseen } from "./probe-result.ts";
import { leadsTo, wantsRedirect } from "./redirect.ts";
import { send } from "./send.ts";
import { fileInTarball, TarballError } from "./tarball.ts";

/** Seconds for one answer; an archive may take a minute. */
const timeoutS = { text: 10, archive: 60 };
const maxBytes = 16 * 1024 * 1024;

/** What is asked for, and with which variables. */
interface Asked {
  wanted: { build: number };
  /** What `{env:NAME}` stands for. */
  env: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

/**
 * Whether an answer is the control plane's manifest (or a copy of it): `seq` counts announcements, and nothing that a deploy
 * bakes in has one.
 */
function isManifestProxy(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && Number.isInteger(Reflect.get(answer, "seq"));
}

/** Asks once, past caches. Never raises but for an abort: whatever goes wrong is what was seen. */
export async function probeUrl(probe: HttpProbe, { wanted, env, signal }: Asked): Promise<ProbeResult> {
  const seconds = probe.file === undefined ? timeoutS.text : timeoutS.archive;
  const timeout = AbortSignal.timeout(seconds * 1000);
  try {
    const response = await send(probe, env, AbortSignal.any([signal, timeout]));
    const refused = judgeHead(probe, response);
    if (refused !== undefined || !needsBody(probe)) {
      await response.body?.cancel();
      return refused ?? { isVerified: true, saw: `answered ${response.status}` };
    }
    const text = await readBody(probe, response);
    return typeof text === "string" ? await judgeBody(probe, wanted, text) : text;
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) return unanswered(`did not answer within ${seconds} s`);
    if (error instanceof TarballError) return unanswered(`could not be read: ${error.message}`);
    return unanswered(`could not be reached: ${error instanceof Error ? error.message : error}`);
  }
}

/** What the status and where it leads say; undefined when both are as wanted. */
function judgeHead(probe: HttpProbe, response: Response): ProbeResult | undefined {
  const { status, ok } = response;
  const accepted = probe.status === undefined ? undefined : [probe.status].flat();
  const isWanted = accepted?.includes(status) ?? (wantsRedirect(probe) ? status >= 300 && status < 400 : ok);
  const expected = accepted === undefined ? "" : `, expected ${accepted.join(" or ")}`;
  if (!isWanted) {
    // a status or a redirect that was named is the question itself; but a server that fails answers none
    const isQuestion = accepted !== undefined || wantsRedirect(probe);
    return (isQuestion && status < 500 ? unseen : unanswered)(`answered ${status}${expected}`);
  }
  if (probe.location === undefined) return undefined;
  const location = response.headers.get("location");
  if (location === null) return unseen(`answered ${status} and leads nowhere, expected ${probe.location}`);
  if (leadsTo(probe.url, location, probe.location)) return undefined;
  return unseen(`answered ${status} and leads to ${shownValue(location)}, expected ${probe.location}`);
}

function needsBody({ json, regex, expect, file }: HttpProbe): boolean {
  return (json ?? regex ?? expect ?? file) !== undefined;
}

async function readBody(probe: HttpProbe, response: Response): Promise<string | ProbeResult> {
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

/** The build, and everything else that the answer must hold. */
async function judgeBody(probe: HttpProbe, wanted: { build: number }, text: string): Promise<ProbeResult> {
  const { regex, json, expect = [] } = probe;
  if (regex !== undefined && expect.length === 0) return await judgeMatch(regex, wanted, text);
  const answer = parse(text);
  if (answer === undefined) return unanswered("answered no JSON");
  const results: ProbeResult[] = [];
  if (regex !== undefined) results.push(await judgeMatch(regex, wanted, text));
  if (json !== undefined) {
    const value = valueAt(answer, json);
    results.push(value === undefined ? unseen(`has nothing at ${json}`) : compare(value, wanted));
  }
  for (const problem of await disagreements(answer, expect)) results.push(unseen(problem));
  const failed = results.filter(({ isVerified }) => !isVerified);
  const shown = failed.length > 0 ? failed : results;
  return {
    isVerified: failed.length === 0,
    saw: shown.map(({ saw }) => saw).join("; ") || "answered as expected",
    isProxy: json !== undefined && probe.file === undefined && isManifestProxy(answer),
  };
}

async function judgeMatch(regex: string, wanted: { build: number }, text: string): Promise<ProbeResult> {
  const match = await matchApart(regex, text);
  if ("problem" in match) return unseen(`could not be searched for ${regex}: ${match.problem}`);
  return match.found === null ? unseen(`has nothing that matches ${regex}`) : compare(match.found, wanted);
}

function compare(value: unknown, wanted: { build: number }): ProbeResult {
  const shown = shownValue(value);
  const isVerified = (typeof value === "number" || typeof value === "string") &&
    shown === String(wanted.build);
  return { isVerified, saw: `served ${shown}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
