import type { Clone } from "./repository.ts";

/** What is measured of a tool. */
export interface Tool {
  /** Gets everything ready for one release of `track-1`, and pushes it; not measured. */
  prepare(clone: Clone, round: number): Promise<void>;
  /** One line of `sh` that raises the version of `track-1`, commits, tags and pushes. */
  cut(round: number): string;
}

const bin = "node_modules/.bin";
export const slipway = `${bin}/slipway`;

async function change(clone: Clone, round: number): Promise<void> {
  await clone.write("track-1/0/file-0.ts", `export const round = ${round};\n`);
  await push(clone);
}

const push = (clone: Clone) =>
  clone.sh("git add -A && git commit -q -m 'fix: one more change' && git push -q origin main");
const finish = (tag: string) =>
  `git add -A && git commit -q -m 'chore: ${tag}' && git tag -a ${tag} -m ${tag} && git push -q --atomic origin main ${tag}`;

/** Every tool as its documentation says; started directly, without `npx`, which would add as much to each. */
export const tools = {
  slipway: { prepare: change, cut: () => `${slipway} release track-1 --channel beta` },
  changesets: {
    async prepare(clone, round) {
      await clone.write(`.changeset/round-${round}.md`, `---\n"track-1": patch\n---\n\nRound ${round}.\n`);
      await change(clone, round);
    },
    cut: (round) => `${bin}/changeset version && ${finish(`track-1@${round}`)}`,
  },
  "git-cliff": {
    prepare: change,
    cut: (round) =>
      `${bin}/git-cliff --include-path 'track-1/**' --tag-pattern 'track-1-v.*' --tag track-1-v1.0.${round} -o track-1/CHANGELOG.md` +
      ` && sed -i 's/"version": .*/"version": "1.0.${round}"/' track-1/package.json && ${
        finish(`track-1-v1.0.${round}`)
      }`,
  },
} satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;

/** Why others are not measured. */
export const unmeasured: Readonly<Record<string, string>> = {
  "release-please":
    "works on no clone: commits, files and the pull request go through GitHub's GraphQL API, and a stand-in of that would be what is measured",
};
