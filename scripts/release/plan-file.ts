import { errorText } from "../cli/error-text.ts";
import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { CommandError, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { sha256 } from "../runtime.ts";
import { channels } from "../tracks/channel.ts";
import { formatVersion, parseVersion } from "../tracks/version.ts";
import type { CutRequest, Prospect } from "./cut.ts";
import { planFiles } from "./plan-files.ts";

const planSchema = z.strictObject({
  /** Of this format. */
  plan: z.literal(1),
  branch: z.string(),
  /** The commit that it was made for. */
  base: z.string().regex(/^[0-9a-f]{40,64}$/),
  /** What changelogs are dated. */
  date: z.iso.date(),
  channel: z.enum(channels),
  /** As it was asked for; missing when the changes said it. */
  level: z.enum(["major", "minor", "patch"]).optional(),
  version: z.string().optional(),
  tracks: z.array(z.strictObject({
    key: z.string(),
    version: z.string(),
    tag: z.string(),
    build: z.int(),
    previous: z.strictObject({ version: z.string(), build: z.int() }),
    since: z.string().nullable(),
    commits: z.int(),
  })).min(1),
  /** What is written, by path: SHA-256 in hex, null for a file that goes. */
  files: z.record(z.string(), z.string().nullable()),
});

/** What a release would do, to be looked at by people and applied later. */
type ReleasePlan = z.infer<typeof planSchema>;

/** The plan of these cuts. */
export async function makePlan(
  { base, upstream, cuts, ...sources }: Prospect,
  { channel, level, version, date }: CutRequest,
): Promise<ReleasePlan> {
  const { files } = await planFiles({ ...sources, cuts, date });
  const digests = await Promise.all(
    files.map(async ({ path, after }) =>
      [path, after === null ? null : await sha256(new TextDecoder().decode(after))] as const
    ),
  );
  return {
    ...{ plan: 1, branch: upstream.branch, base, date, channel, tracks: [...cuts] },
    ...level === undefined ? {} : { level },
    ...version === undefined ? {} : { version: formatVersion(version) },
    files: Object.fromEntries(digests.sort(([a], [b]) => a < b ? -1 : 1)),
  };
}

export async function writePlanFile(file: string, plan: ReleasePlan): Promise<void> {
  await writeFile(file, `${JSON.stringify(plan, null, 2)}\n`);
}

/** Raises `plan_invalid` (exit 2) for a file that is no plan. */
export async function readPlanFile(file: string): Promise<ReleasePlan> {
  const invalid = (why: string) =>
    new CommandError(
      "plan_invalid",
      `${file} is no plan of a release: ${why}`,
      `Make one: slipway release … --plan ${file}`,
      exitCode.usage,
    );
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw invalid(errorText(error));
  }
  const read = planSchema.safeParse(value);
  if (read.success) return read.data;
  throw invalid(read.error.issues.map(({ path, message }) => `${path.join("/")}: ${message}`).join("; "));
}

/** What was asked for when the plan was made. */
export function requestOf(plan: ReleasePlan, main: string): CutRequest {
  const { tracks, channel, level, branch, date } = plan;
  const version = plan.version === undefined ? undefined : parseVersion(plan.version);
  const request: CutRequest = {
    ...{ tracks: tracks.map(({ key }) => key), channel, level, date },
    version: version === undefined || "problem" in version ? undefined : version,
    branch: branch === main ? undefined : branch,
  };
  const agree = async (now: Prospect) => requireSamePlan(plan, await makePlan(now, request));
  return { ...request, agree };
}

/** Raises `plan_stale` (exit 5) with everything that would come out otherwise than the plan says. */
function requireSamePlan(planned: ReleasePlan, now: ReleasePlan): void {
  const differences = [
    ...planned.base === now.base
      ? []
      : [`${planned.branch} moved from ${planned.base.slice(0, 9)} to ${now.base.slice(0, 9)}`],
    ...planned.tracks.flatMap((track) => {
      const found = now.tracks.find(({ key }) => key === track.key);
      if (found === undefined) return [`${track.key} would not be released`];
      return found.version === track.version && found.build === track.build ? [] : [
        `${track.key} would be ${found.version} (${found.build}), the plan says ${track.version} (${track.build})`,
      ];
    }),
    ...now.tracks.filter(({ key }) => !planned.tracks.some((track) => track.key === key)).map((
      { key, version },
    ) => `${key} would be released as ${version}, and the plan does not name it`),
    ...[...new Set([...Object.keys(planned.files), ...Object.keys(now.files)])].filter((path) =>
      planned.files[path] !== now.files[path]
    ).map((path) => `${path} would be another file`),
  ];
  if (differences.length === 0) return;
  throw refuseAll(
    "plan_stale",
    differences.map((message) => ({
      code: "plan_stale",
      message,
      hint: "Make the plan anew: slipway release … --plan <file>",
    })),
  );
}
