import { elapsed, makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { startStack } from "../../../scripts/stack/stack.ts";
import { packSlipway } from "../../support/packed.ts";
import { type Bench, type Measured, note } from "../bench.ts";
import { percentile } from "../percentile.ts";
import { installReleasePeers } from "./peers.ts";
import { type Clone, makeClones } from "./repository.ts";
import { slipway, type Tool, type ToolName, tools, unmeasured } from "./tools.ts";

type Numbers = "rounds" | "commits" | "tags";

export const release: Bench<Numbers> = {
  summary: "a release of one track beside changesets and git-cliff, in a repository of 10,000 commits",
  numbers: { rounds: 8, commits: 10_000, tags: 200 },
  run: measure,
};

const names: ToolName[] = ["slipway", "changesets", "git-cliff"];
const tracks = 5;
/** Not counted: every cache of every tool, and a platform that has just started. */
const warmUps = 2;

/**
 * One track of five is released `rounds` times by each tool in turn, with a commit and a tag, pushed to a remote on the same disk. Slipway's
 * release takes leases and reserves the version in Postgres on the local platform; the others write a changelog.
 */
async function measure({ rounds, commits, tags }: Record<Numbers, number>): Promise<Measured> {
  const folder = await makeTempDir("slipway-bench-release-");
  const peers = await installReleasePeers(folder);
  const packed = await packSlipway();
  const stack = await startStack();
  try {
    const clones = await makeClones(folder, names, { packed, peers, wishes: { commits, tags, tracks } });
    Object.assign(clones.get("slipway")?.env ?? {}, {
      SLIPWAY_URL: stack.info.api_url,
      SLIPWAY_SECRET_KEY: stack.info.secret_key,
    });
    const samples = new Map(names.map((name): [ToolName, number[]] => [name, []]));
    const previews: number[] = [];
    for (let round = 1; round <= rounds + warmUps; round++) {
      for (const name of [...names.slice(round % 3), ...names.slice(0, round % 3)]) {
        const clone = clones.get(name);
        if (clone === undefined) continue;
        const took = await once(tools[name], clone, round);
        if (round > warmUps) samples.get(name)?.push(took);
        if (name === "slipway") previews.push(await timed(clone, `${slipway} changelog track-2`));
      }
      note(`round ${round} of ${rounds + warmUps}`);
    }
    return summary(samples, { rounds, commits, tags, changelog_ms: median(previews.slice(warmUps)) });
  } finally {
    await stack.stop();
    await packed.remove();
    await removeDir(folder);
  }
}

async function once(tool: Tool, clone: Clone, round: number): Promise<number> {
  await tool.prepare(clone, round);
  const took = await timed(clone, tool.cut(round));
  const [here, there] = (await clone.sh("git rev-parse HEAD @{upstream}")).trim().split("\n");
  if (here !== there) throw new Error(`${tool.cut(round)} did not push`);
  return took;
}

async function timed(clone: Clone, line: string): Promise<number> {
  const start = elapsed();
  await clone.sh(line);
  return elapsed() - start;
}

function median(samples: readonly number[]): number {
  return Math.round(percentile([...samples], 0.5));
}

function summary(
  samples: Map<ToolName, number[]>,
  { rounds, changelog_ms, ...history }: Record<Numbers | "changelog_ms", number>,
): Measured {
  const cut = (name: ToolName) => median(samples.get(name) ?? []);
  const ratio = (name: ToolName) => Math.round(cut(name) / cut("slipway") * 100) / 100;
  const measured = names.map((name) => [name, { cut_ms: cut(name), ratio: ratio(name) }] as const);
  const others = Object.entries(unmeasured).map(([name, reason]) =>
    [name, { cut_ms: null, reason }] as const
  );
  return {
    result: {
      rounds,
      tools: Object.fromEntries([...measured, ...others]),
      history: { ...history, changelog_ms },
    },
    lines: [
      `one of ${tracks} tracks, ${history.commits} commits, ${history.tags} tags, ${rounds} rounds, medians; ratios to slipway`,
      ...names.map((name) => `  ${name.padEnd(11)} cut ${String(cut(name)).padStart(5)} ms (${ratio(name)})`),
      `  slipway changelog: ${changelog_ms} ms`,
      ...others.map(([name, { reason }]) => `  ${name}: not measured: it ${reason}`),
    ],
  };
}
