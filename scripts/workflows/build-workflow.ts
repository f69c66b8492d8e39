import { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Tree } from "../manifest/tree.ts";
import { workflowFolder } from "../manifest/workflow-files.ts";

/** What a team builds a track with: a workflow of its own that can be called. */
export interface BuildWorkflow {
  path: string;
  /** Of what a tag says, the inputs that it takes. */
  inputs: readonly string[];
  /** The secrets that it declares, which are all that it gets; null when it uses some without a word, and gets all. */
  secrets: readonly string[] | null;
  /** What its jobs may do; a workflow that is called gets no more than whoever calls it has. */
  permissions: Readonly<Record<string, string>>;
}

/** What a build may ask of its tag, by the name of the input; also the outputs of the job that reads the tag. */
export const tagFields = ["tag", "track", "version", "bare_version", "channel", "is_prerelease"] as const;

/** Where the team's own build of a track is looked for. */
export function buildPath(track: string): string {
  return `${workflowFolder}/build-${track}.yml`;
}

const permissions = z.union([
  z.literal(["read-all", "write-all"]),
  z.record(z.string().regex(/^[a-z-]+$/), z.enum(["read", "write", "none"])),
]).nullish();
const workflow = z.looseObject({
  on: z.looseObject({
    workflow_call: z.looseObject({
      inputs: z.record(z.string(), z.looseObject({ required: z.boolean().optional() }).nullable()).nullish(),
      secrets: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.unknown()).nullish(),
    }).nullable(),
  }),
  permissions,
  jobs: z.record(z.string(), z.looseObject({ permissions })),
});

/** The team's own build of a track; null when there is none. Raises `workflow_unreadable` (exit 5) for one that can't be called. */
export async function readBuildWorkflow(tree: Tree, track: string): Promise<BuildWorkflow | null> {
  const path = buildPath(track);
  const bytes = await tree.read(path);
  if (bytes === null) return null;
  const { parse, YAMLError } = await import("yaml");
  try {
    const text = new TextDecoder().decode(bytes);
    const found = workflow.safeParse(parse(text));
    if (!found.success) {
      throw unreadable(path, z.prettifyError(found.error).split("\n").slice(0, 2).join(" "));
    }
    const { on, jobs, permissions: own } = found.data;
    const inputs = on.workflow_call?.inputs ?? {};
    const unknown = Object.entries(inputs).filter(([name, input]) =>
      input?.required === true && !tagFields.some((field) => field === name)
    );
    if (unknown.length > 0) {
      throw unreadable(path, `it requires ${unknown.map(([name]) => name).join(", ")}, which no tag says`);
    }
    return {
      path,
      inputs: tagFields.filter((name) => Object.hasOwn(inputs, name)),
      secrets: on.workflow_call?.secrets
        ? Object.keys(on.workflow_call.secrets)
        : usesSecrets(text)
        ? null
        : [],
      permissions: union(path, [own, ...Object.values(jobs).map((job) => job.permissions)]),
    };
  } catch (error) {
    if (error instanceof YAMLError) throw unreadable(path, error.message.split("\n")[0] ?? "");
    throw error;
  }
}

/** The job's own token is everybody's; "inherit" hands on to another workflow what this one was given. */
function usesSecrets(text: string): boolean {
  return /\bsecrets\b/i.test(text.replaceAll(/\bsecrets\.GITHUB_TOKEN\b/gi, ""));
}

/** What all of them ask for together; to read the repository at least. */
function union(path: string, wanted: readonly z.infer<typeof permissions>[]): Record<string, string> {
  const all: Record<string, string> = { contents: "read" };
  for (const one of wanted) {
    if (typeof one === "string") throw unreadable(path, `permissions: ${one} is more than a build needs`);
    for (const [name, level] of Object.entries(one ?? {})) {
      if (level === "write" || level === "read" && all[name] !== "write") all[name] = level;
    }
  }
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => a < b ? -1 : 1));
}

function unreadable(path: string, why: string): CommandError {
  return new CommandError(
    "workflow_unreadable",
    `${path} can't be called: ${why}`,
    `It begins with "on: workflow_call", takes of the tag what it needs (${
      tagFields.join(", ")
    }), and names its permissions one by one.`,
    exitCode.refused,
  );
}
