import { z } from "zod";
import { table } from "./markdown.ts";

const releaseSchema = z.object({
  rounds: z.number(),
  tools: z.record(
    z.string(),
    z.union([
      z.object({ cut_ms: z.number(), ratio: z.number() }),
      z.object({ cut_ms: z.null(), reason: z.string() }),
    ]),
  ),
  history: z.object({ commits: z.number(), tags: z.number(), changelog_ms: z.number() }),
});

export function releaseSection(result: unknown): string {
  const { rounds, tools, history } = releaseSchema.parse(result);
  const { commits, tags, changelog_ms } = history;
  const entries = Object.entries(tools);
  const measured = entries.flatMap(([name, found]) =>
    found.cut_ms === null ? [] : [[`\`${name}\``, `${found.cut_ms} ms`, found.ratio.toFixed(2)]]
  );
  const others = entries.flatMap(([name, found]) =>
    found.cut_ms === null ? [`- \`${name}\` is not among them: it ${found.reason}.`] : []
  );
  return `One of five tracks is released in a repository of ${
    commits.toLocaleString("en")
  } commits and ${tags} tags, the same for each tool, in turn, ${rounds} rounds after
two that warm up; medians. Every process is started directly, without \`npx\`.

${table(["", "a release", "to slipway"], measured)}

- \`slipway\`: \`release track-1 --channel beta\` on the local platform: leases, the version reserved in Postgres, commit, annotated tag, one atomic push,
  the record of the tag. \`slipway changelog\` of another track takes ${changelog_ms} ms.
- \`changesets\`: \`changeset version\`, \`git commit\`, \`git tag\`, \`git push\`; the changeset itself is written before.
- \`git-cliff\`: the changelog of the track's folder and tags, the version by \`sed\`, then the same.
${others.join("\n")}`;
}
