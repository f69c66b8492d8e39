import { parseDocument } from "yaml";
import { z } from "zod";

const step = z.strictObject({
  name: z.string().optional(),
  id: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string().regex(/^[A-Z_][A-Z0-9_]*$/), z.string()).optional(),
  with: z.record(z.string(), z.unknown()).optional(),
}).refine(({ uses, run }) => (uses === undefined) !== (run === undefined), "uses or run");
const permissions = z.partialRecord(
  z.enum([
    "actions",
    "attestations",
    "checks",
    "contents",
    "id-token",
    "issues",
    "packages",
    "pull-requests",
    "statuses",
  ]),
  z.enum(["read", "write"]),
);
const concurrency = z.strictObject({
  group: z.string(),
  "cancel-in-progress": z.literal(false),
  queue: z.literal("max"),
});
const common = {
  name: z.string(),
  needs: z.array(z.string()).optional(),
  if: z.string().optional(),
  permissions: permissions.refine((all) => Object.keys(all).length > 0).optional(),
  concurrency: concurrency.optional(),
};
const job = z.union([
  z.strictObject({
    ...common,
    "runs-on": z.literal("ubuntu-latest"),
    environment: z.string().optional(),
    services: z.record(
      z.string(),
      z.strictObject({
        image: z.string().regex(/^[a-z/]+:\d+(\.\d+){3}$/),
        env: z.record(z.string(), z.string()),
        ports: z.array(z.string()),
        options: z.string(),
      }),
    ).optional(),
    outputs: z.record(z.string(), z.string()).optional(),
    steps: z.array(step).min(1),
  }),
  z.strictObject({
    ...common,
    uses: z.string().regex(/^\.\/\.github\/workflows\/[\w.-]+\.yml$/),
    with: z.record(z.string(), z.string()).optional(),
    secrets: z.union([
      z.literal("inherit"),
      z.record(z.string(), z.string().regex(/^\$\{\{ secrets\.\w+ \}\}$/)),
    ]).optional(),
  }),
]);
const trigger = z.enum([
  "push",
  "pull_request",
  "pull_request_review",
  "merge_group",
  "workflow_dispatch",
  "schedule",
]);
const workflow = z.strictObject({
  name: z.string(),
  on: z.partialRecord(trigger, z.unknown()),
  permissions: z.strictObject({}),
  concurrency: concurrency.optional(),
  jobs: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), job),
});

/** A workflow, known to be of this shape. */
type Sound = z.infer<typeof workflow>;

/** Reads a workflow, as strictly as the host and more: raises for a word that it does not know. */
export function readWorkflow(text: string): Sound {
  const document = parseDocument(text, { strict: true, uniqueKeys: true });
  if (document.errors.length > 0 || document.warnings.length > 0) {
    throw new Error([...document.errors, ...document.warnings].join("\n"));
  }
  return workflow.parse(document.toJS());
}

/** Everything that is wrong with it beyond its shape, a line each. */
export function problemsOf(text: string): string[] {
  const { jobs } = readWorkflow(text);
  const problems: string[] = [];
  for (const [, uses = ""] of text.matchAll(/(?<![a-z])uses: (.*)$/gm)) {
    if (!uses.startsWith("./") && !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(uses)) {
      problems.push(`not pinned: ${uses}`);
    }
  }
  if (text.split("${{").length !== text.split("}}").length) problems.push("unbalanced expressions");
  for (const [id, one] of Object.entries(jobs)) {
    for (const [, expression = ""] of JSON.stringify(one).matchAll(/\$\{\{(.*?)\}\}/g)) {
      problems.push(...problemsOfExpression(expression, id, jobs));
    }
    if (one.permissions === undefined && "steps" in one && one.steps.some(({ uses }) => uses !== undefined)) {
      problems.push(`${id} uses actions without a right`);
    }
    for (const need of one.needs ?? []) if (!Object.hasOwn(jobs, need)) problems.push(`${id} needs ${need}`);
    if (!("steps" in one)) continue;
    const installs = one.steps.findIndex(({ run = "" }) =>
      /\b(?:npm|pnpm|yarn|bun) (?:ci|install)\b/.test(run)
    );
    for (const [at, { run = "", uses = "", env = {}, with: given = {} }] of one.steps.entries()) {
      if (uses.startsWith("actions/checkout@") && given["persist-credentials"] !== false) {
        problems.push(`the clone of ${id} keeps a token`);
      }
      if (at <= installs && /secrets\.|github\.token/.test(JSON.stringify({ ...env, ...given }))) {
        problems.push(`${id} has a secret while it installs packages`);
      }
      if (run.includes("${{")) problems.push(`an expression in a command of ${id}`);
      if (uses === "" && run === "") problems.push(`a step of ${id} does nothing`);
    }
  }
  return problems;
}

/** By hand, as far as these workflows go: what is named must be there, brackets and quotes close. */
function problemsOfExpression(text: string, id: string, jobs: Sound["jobs"]): string[] {
  const problems: string[] = [];
  const bare = text.replaceAll(/'(?:[^']|'')*'/g, "''");
  if (bare.split("''").join("").includes("'")) problems.push(`a quote stays open in ${id}: ${text}`);
  if (bare.split("(").length !== bare.split(")").length) problems.push(`brackets of ${id}: ${text}`);
  for (const [name] of bare.matchAll(/[a-z_]+(?:\.[\w-]+)+/g)) {
    const [context, one = "", , output = ""] = name.split(".");
    const here = jobs[id];
    if (context === "needs") {
      const other = jobs[one];
      const has = other !== undefined &&
        (output === ""
          ? name.endsWith(".result")
          : "outputs" in other && Object.hasOwn(other.outputs ?? {}, output));
      if (!has || !here?.needs?.includes(one)) problems.push(`${id} names ${name}`);
    } else if (context === "steps") {
      const has = here !== undefined && "steps" in here && here.steps.some((step) => step.id === one);
      if (!has) problems.push(`${id} names ${name}`);
    } else if (!["github", "secrets", "inputs"].includes(context ?? "")) problems.push(`${id} names ${name}`);
  }
  return problems;
}
