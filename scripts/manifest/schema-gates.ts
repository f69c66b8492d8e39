import { z } from "zod";
import { key, path, text } from "./schema-fields.ts";

const login = z.string().regex(/^@?[A-Za-z0-9][A-Za-z0-9_.\/-]{0,99}$/, "a name at the code host");
const check = z.string().min(1).max(200);

/** What the code host must ask of a branch. */
const branchRules = z.strictObject({
  pull_request: z.boolean().default(true).describe("Nobody pushes to it directly."),
  approvals: z.int().min(0).max(10).optional().describe(
    "Exactly so many approving reviews; 0 where a check asks for them.",
  ),
  up_to_date: z.boolean().optional().describe("A pull request must hold what the branch has."),
  checks: z.array(check).default([]).describe("Checks that must have passed."),
  optional: z.array(check).default([]).describe("Checks that may run, and that nobody has to wait for."),
  code_owners: z.boolean().optional().describe("Owners of files are asked for their review."),
});

const rule = z.strictObject({
  id: key,
  text: text.max(500).describe(
    "What the rule says; its file must hold a link whose text or target names the id.",
  ),
  in: path.describe("The file that contributors read."),
});

const policy = z.strictObject({
  files: z.array(path).min(1).describe("Files that say how the team works."),
  owners: z.array(login).min(1).describe("Whose approval a change needs: one of them."),
  decision: z.boolean().default(true).describe("A change needs a new decision record beside it."),
});

/** `ship.gates`, with the branches apart from the rest. */
export interface GateRules {
  maintainers: string[];
  neutral_blocks: boolean;
  rules: z.infer<typeof rule>[];
  checklist: string[];
  policies: Policy[];
  branches: Record<string, BranchRules>;
}

/** Rules of branches by their names, and what the checks of pull requests go by. */
export const gates = z.object({
  maintainers: z.array(login).default([]).describe(
    "A pull request of theirs needs nobody else; every other needs the approval of one of them.",
  ),
  neutral_blocks: z.boolean().default(false).describe(
    "An automated review that ends neutral, or whose findings are unresolved, blocks.",
  ),
  rules: z.array(rule).default([]).describe("Rules that must be in front of everybody who contributes."),
  checklist: z.array(text.max(200)).default([]).describe(
    "What every pull request answers, as boxes of its text.",
  ),
  policies: z.array(policy).default([]),
}).catchall(branchRules).transform((
  { maintainers, neutral_blocks, rules, checklist, policies, ...branches },
): GateRules => ({ maintainers, neutral_blocks, rules, checklist, policies, branches: { ...branches } }));

/** What `check` looks at beside version.json; nothing when it is missing. */
export const docs = z.strictObject({
  files: z.array(path).default([]).describe("Documentation whose links and cited paths must exist."),
  scripts: z.array(path).default([]).describe("Shell scripts that `bash -n` must accept."),
  decisions: path.optional().describe("The folder of decision records, as docs/adr."),
});

export type BranchRules = z.infer<typeof branchRules>;
export type Policy = z.infer<typeof policy>;
