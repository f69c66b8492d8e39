import { CommandError } from "../../../scripts/cli/command-error.ts";
import { type HostDeps, openHost } from "../../../scripts/host/open-host.ts";
import { vouched } from "../../../scripts/host/resolve-host.ts";
import { type Hosted, hosted, writerToken } from "../../support/code-host/hosted.ts";

/** Opens a stand-in's repository; waits take no time, and are noted. */
export function open({ codeHost }: Hosted, token = writerToken, deps: HostDeps = {}) {
  const waits: number[] = [];
  const notes: string[] = [];
  let time = 0;
  const host = openHost(vouched({ type: "github", repo: codeHost.state.repo, api: codeHost.apiUrl }), {
    token: () => Promise.resolve({ value: token, source: "the test", kind: "token" }),
    note: (line) => void notes.push(line),
    now: () => time,
    sleep: (ms) => {
      waits.push(ms);
      time += ms;
      return Promise.resolve();
    },
    writeGapMs: 0,
    ...deps,
  });
  return { host, waits, notes };
}

/** A repository at a stand-in, opened with a token that may do everything. */
export async function openHosted(options: Parameters<typeof hosted>[0] = {}, deps: HostDeps = {}) {
  const on = await hosted(options);
  return { ...on, ...open(on, writerToken, deps) };
}

/** What a call is refused with. */
export async function refusalOf(work: Promise<unknown>): Promise<CommandError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
