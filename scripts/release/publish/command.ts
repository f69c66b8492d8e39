import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import process from "node:process";
import { CommandError } from "../../cli/command-error.ts";
import { confirmWith } from "../../cli/confirm.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Output } from "../../cli/output.ts";
import { findRoot } from "../../manifest/load.ts";
import { parseSteps } from "../../rollout/share.ts";
import { openSession } from "../../ship/flow/session.ts";
import { isOffered } from "./offering.ts";
import type { Publication, PublishRequest } from "./publication.ts";
import { publishTag } from "./publish.ts";
import { readPublication } from "./read-publication.ts";

/** Of `slipway release publish`, as the command line gives them. */
export interface PublishOptions {
  assets?: readonly string[];
  asset?: readonly string[];
  url?: string;
  notes?: string;
  to?: number;
  steps?: string;
  dryRun?: boolean;
  yes?: boolean;
}

interface Around {
  output: Output;
  signal: AbortSignal;
  waitSeconds: number;
}

/** What `slipway release publish <tag>` does. */
export async function runPublish(tag: string, options: PublishOptions, around: Around): Promise<void> {
  const { output, signal, waitSeconds } = around;
  const folder = process.cwd();
  const request = await requestFrom(tag, options, folder);
  const session = await openSession(findRoot(folder), output, signal, options.dryRun ? "any" : "secret");
  const publication = await readPublication(session, request, folder);
  if (publication === null) {
    output.print(`${tag} is only there to count from: it publishes nothing.`);
    return output.json({ event: "result", tag, outcome: "baseline" });
  }
  if (options.dryRun) return show(publication, output);
  const confirm = confirmWith(output, options.yes ?? false);
  const { outcome, url, did } = await publishTag(session, publication, { waitSeconds, confirm });
  output.print(
    `${publication.tag} ${outcome === "published" ? "is published" : "was published already"}${
      url === null ? "" : `: ${url}`
    }`,
  );
  output.json({ event: "result", ...summaryOf(publication), url, did, outcome });
}

/** Raises `options_conflict`, `steps_invalid`, `target_invalid`, `notes_missing` (exit 2). */
async function requestFrom(tag: string, options: PublishOptions, folder: string): Promise<PublishRequest> {
  const { assets = [], asset = [], url, notes, to, steps } = options;
  if (to !== undefined && steps !== undefined) {
    throw usage("options_conflict", "--to and --steps exclude each other", "Give one of them.");
  }
  const targets = Object.fromEntries(asset.map((pair) => {
    const [, target, path] = /^([a-z0-9][a-z0-9_.-]*)=(.+)$/.exec(pair) ?? [];
    if (target !== undefined && path !== undefined) return [target, path];
    throw usage(
      "target_invalid",
      `${pair} names no target and file`,
      "As --asset darwin-aarch64=dist/Tray.app.tar.gz.",
    );
  }));
  if (url !== undefined && !/^https?:\/\/\S+\{file\}/.test(url)) {
    throw usage(
      "url_invalid",
      `${url} is no address with {file} in it`,
      "As https://downloads.example.com/{tag}/{file}.",
    );
  }
  return {
    ...{ tag, assets, targets },
    ...url === undefined ? {} : { url },
    ...notes === undefined ? {} : { notes: await readNotes(resolve(folder, notes)) },
    ...steps !== undefined
      ? { share: parseSteps(steps) }
      : to !== undefined
      ? { share: { bps: to, steps: [] } }
      : {},
  };
}

async function readNotes(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    throw usage("notes_missing", `${path} can't be read`, "Write the notes first, or leave --notes out.");
  }
}

function usage(code: string, message: string, hint: string): CommandError {
  return new CommandError(code, message, hint, exitCode.usage);
}

/** --dry-run: what would be published, and nothing done. */
function show(publication: Publication, output: Output): void {
  const { host, files, targets, page, track: { release: { updater, floats } } } = publication;
  output.print(`${publication.tag}: ${page.name}, build ${publication.build} on ${publication.channel}`);
  output.print(host === null ? "no code host" : `release of ${host.repo}, ${files.length} files`);
  for (const { target, file } of targets) output.print(`${target}  ${file.name}`);
  if (isOffered(publication)) output.print(`offer on ${publication.channel}`);
  if (updater !== undefined) output.print(`write ${updater.file.replace("{channel}", publication.channel)}`);
  if (floats !== undefined) output.print(`float ${publication.channel}`);
  if (page.body !== "") output.print(`\n${page.body}`);
  output.json({
    event: "result",
    ...summaryOf(publication),
    files: files.map(({ name, sizeBytes, sha256 }) => ({ name, size: sizeBytes, sha256 })),
    targets: Object.fromEntries(targets.map(({ target, file }) => [target, file.name])),
    notes: page.body,
    outcome: "planned",
  });
}

function summaryOf({ tag, track: { key }, version, channel, build }: Publication) {
  return { tag, track: key, version, channel, build };
}
