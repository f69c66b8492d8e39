import process from "node:process";
import { confirmWith } from "../cli/confirm.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Output } from "../cli/output.ts";
import { now } from "../runtime.ts";
import { findRoot } from "../manifest/load.ts";
import type { AskChecks } from "../ship/guards/ask-checks.ts";
import { openSession } from "../ship/flow/session.ts";
import { asChannel, type Channel, channels } from "../tracks/channel.ts";
import { type Level, parseVersion, type Version } from "../tracks/version.ts";
import type { CutRequest } from "./cut.ts";
import { readPlanFile, requestOf } from "./plan-file.ts";
import { cutRelease, type Released } from "./release.ts";
import { renderCuts } from "./screen.ts";

/** Of `slipway release`, as the command line gives them. */
export interface ReleaseCommandOptions {
  channel?: Channel;
  changed?: boolean;
  bump?: Level;
  version?: string;
  branch?: string;
  snapshot?: boolean;
  dryRun?: boolean;
  plan?: string;
  apply?: string;
  resume?: string | true;
  abandon?: string | true;
  reason?: string;
  exitCode?: boolean;
  yes?: boolean;
  json?: boolean;
}

interface Around {
  output: Output;
  signal: AbortSignal;
  /** Seconds to wait for other runs. */
  waitSeconds: number;
  askChecks: AskChecks;
}

/** What `slipway release` does, whichever of its forms was asked for. */
export async function runRelease(
  names: readonly string[],
  options: ReleaseCommandOptions,
  around: Around,
): Promise<void> {
  const { output, signal, waitSeconds, askChecks } = around;
  const isReading = Boolean(options.dryRun || options.plan !== undefined);
  const root = findRoot(process.cwd());
  if (options.snapshot) {
    const { writeSnapshot } = await import("./snapshot.ts");
    return await writeSnapshot(root, names, output);
  }
  const session = await openSession(root, output, signal, isReading ? "any" : "secret");
  const how = { waitSeconds, askChecks, confirm: confirmWith(output, options.yes ?? false) };
  const id = (given: string | true) => given === true ? undefined : given;

  if (options.abandon !== undefined) {
    const { abandonRelease } = await import("./abandon.ts");
    return await abandonRelease(session, {
      id: id(options.abandon),
      reason: options.reason,
      confirm: how.confirm,
    });
  }
  if (options.resume !== undefined) {
    const { resumeRelease } = await import("./resume.ts");
    return print(output, await resumeRelease(session, id(options.resume), how), undefined);
  }
  const planned = options.apply === undefined ? undefined : await readPlanFile(options.apply);
  const request = planned === undefined
    ? requestFrom(names, options)
    : requestOf(planned, session.environment.upstream.branch);
  if (isReading) {
    const { show } = await import("./look.ts");
    return await show(session, request, { ...options, askChecks });
  }
  const released = await cutRelease(session, request, how);
  print(output, released, request.channel);
  if (released.tracks.length === 0 && options.exitCode) process.exitCode = exitCode.nothingToDo;
}

/** Raises `channel_missing`, `version_invalid`, `track_missing` (exit 2). */
export function requestFrom(
  names: readonly string[],
  { channel, changed, bump, version, branch }: ReleaseCommandOptions,
): CutRequest {
  if (changed && names.length > 0) {
    throw new CommandError(
      "usage",
      "--changed finds the tracks by itself",
      "Leave their names out, or --changed.",
      exitCode.usage,
    );
  }
  const wanted = version === undefined ? undefined : readVersion(version);
  const chosen = channel ?? wanted?.channel;
  if (chosen === undefined) {
    throw new CommandError(
      "channel_missing",
      "a release needs a channel",
      `Say --channel ${channels.join("|")}.`,
      exitCode.usage,
    );
  }
  if (wanted !== undefined && wanted.channel !== chosen) {
    throw new CommandError(
      "version_invalid",
      `${version} is of the channel ${wanted.channel}, not ${chosen}`,
      "Leave --channel out, or correct it.",
      exitCode.usage,
    );
  }
  const date = new Date(now()).toISOString().slice(0, 10);
  return { tracks: changed ? "changed" : names, channel: chosen, level: bump, version: wanted, branch, date };
}

function readVersion(text: string): Version {
  const version = parseVersion(text);
  if (!("problem" in version)) return version;
  throw new CommandError("version_invalid", version.problem, "As 1.2.3, or 1.2.3-beta.1.", exitCode.usage);
}

function print(output: Output, { ship, sha, branch, tracks }: Released, channel: Channel | undefined): void {
  if (tracks.length === 0) {
    output.note("No track changed since its last tag.");
    return output.json({ event: "result", branch, tracks: [], outcome: "nothing_to_do" });
  }
  output.print(renderCuts(tracks));
  output.json({
    event: "result",
    ship,
    sha,
    branch,
    channel: channel ?? channelIn(tracks),
    tracks,
    outcome: "done",
  });
}

function channelIn(tracks: Released["tracks"]): Channel {
  return asChannel(/-([a-z]+)\.\d+$/.exec(tracks[0]?.version ?? "")?.[1]) ?? "live";
}
