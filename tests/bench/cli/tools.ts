import { join } from "node:path";
import type { Clone } from "./repository.ts";

/** What is measured of a tool. */
export interface Tool {
  /** Gets everything ready for one ship of `web`; not measured. */
  prepare(clone: Clone, round: number): Promise<void>;
  /** One line of `sh` that bumps `web`, commits, tags where the tool does so, and pushes. */
  ship(round: number): string;
  /** One line of `sh` that says whether everything is in order. */
  check: string;
}

const bin = join(import.meta.dirname ?? "", "peers/node_modules/.bin");
const slipway = "node_modules/.bin/slipway";
const change = (clone: Clone, round: number) =>
  clone.write("packages/web/src/main.js", `export const round = ${round};\n`);

/** Every tool as its documentation says; started directly, without `npx`, which would add as much to each. */
export const tools = {
  slipway: {
    prepare: change,
    ship: (round) => `${slipway} ship web --no-deploy -m 'web: round ${round}'`,
    check: `${slipway} check`,
  },
  changesets: {
    async prepare(clone, round) {
      await change(clone, round);
      await clone.write(`.changeset/round-${round}.md`, `---\n"web": patch\n---\n\nRound ${round}.\n`);
      await clone.sh("git add -A && git commit -q -m change");
    },
    ship: (round) =>
      [
        `${bin}/changeset version`,
        "git add -A",
        `git commit -q -m 'web: round ${round}'`,
        `git tag -a web@1.0.${round} -m web@1.0.${round}`,
        "git push -q --follow-tags",
      ].join(" && "),
    check: `${bin}/changeset status`,
  },
  lerna: {
    async prepare(clone, round) {
      await change(clone, round);
      await clone.sh("git add -A && git commit -q -m change");
    },
    ship: () => `${bin}/lerna version patch --yes --no-progress --loglevel error`,
    check: `${bin}/lerna ls --loglevel error`,
  },
} satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;
