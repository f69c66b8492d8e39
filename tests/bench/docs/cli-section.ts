import { z } from "zod";
import { table } from "./markdown.ts";

const cliSchema = z.object({
  rounds: z.number(),
  packages: z.number(),
  tools: z.record(
    z.string(),
    z.object({ ship_ms: z.number(), check_ms: z.number(), ship_ratio: z.number(), check_ratio: z.number() }),
  ),
});

export function cliSection(result: unknown): string {
  const { rounds, packages, tools } = cliSchema.parse(result);
  return `One of ${packages} packages is shipped, in the same repository for each tool, in turn, ${rounds} rounds after four that warm up; medians. Every
process is started directly, without \`npx\`.

${
    table(
      ["", "ship", "to slipway", "check", "to slipway"],
      Object.entries(tools).map(([name, found]) => [
        `\`${name}\``,
        `${found.ship_ms} ms`,
        found.ship_ratio.toFixed(1),
        `${found.check_ms} ms`,
        found.check_ratio.toFixed(1),
      ]),
    )
  }

- \`slipway\`: \`ship web --no-deploy\` on the local platform, with the pre-push hook: leases, bump, commit, push, the record in Postgres and its
  announcement. \`check\`.
- \`changesets\`: \`changeset version\`, \`git commit\`, \`git tag\`, \`git push\`; the changeset itself is written before. \`changeset status\`.
- \`lerna\`: \`lerna version patch --yes\`, which commits, tags and pushes. \`lerna ls\`, as it has no command that checks.
- \`release-please\` is not among them: it does not work in a clone. Commits, files, branches and the pull request are read and written through GitHub's API alone,
  so that a stand-in of that API would be what is measured, and its result is a pull request, not a shipped component.`;
}
