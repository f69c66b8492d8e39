import { mkdir } from "node:fs/promises";
import { openGit } from "../../../scripts/git/git.ts";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { eventsOf, type Push, type PushEvent } from "../../../scripts/stack/code-host/pushes.ts";
import { plainEnvironment, runProgram } from "../monorepo/run.ts";
import { packageJson, trackManifest } from "../track-manifests.ts";

/** What a person did, and which tracks it is about. */
interface HumanCommit {
  sha: string;
  tracks: readonly string[];
}

/** A commit that a release made. */
interface BotCommit {
  sha: string;
  message: string;
  keys: readonly string[];
}

/** Told to workflows: a push of a branch with what it was at before. */
export type BranchEvent = PushEvent & { before: string };

/** A repository that is remote and clone at once, with one branch `next`, tracks, and what became of it. */
export type History = Awaited<ReturnType<typeof openHistory>>;

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Two to four tracks with a tag each; `workflows` are in the first commit. With `hasStaging`, pushes are deployed too, with builds of their own. */
export async function openHistory(
  seed: number,
  workflowsOf: (manifest: string) => Promise<Record<string, string>>,
  hasStaging = false,
) {
  const random = randomFrom(seed);
  const folder = await makeTempDir("slipway-history-");
  const [root, home] = [`${folder}/work`, `${folder}/home`];
  await mkdir(root);
  await mkdir(home);
  const env = plainEnvironment(home);
  const git = async (...args: string[]) => {
    const { code, stdout, stderr } = await runProgram("git", args, { cwd: root, env });
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trimEnd();
  };
  const keys = ["tray", "platform", "docs-site", "worker"].slice(0, 2 + Math.floor(random() * 3));
  const tracks = trackManifest(Object.fromEntries(
    keys.map((key) => [key, {
      ...{ tag: `${key}-v`, inputs: ["core/**"], auto: { branch: "next", channel: "alpha" } },
    }]),
  ));
  const manifest = hasStaging ? withStaging(tracks, keys) : tracks;
  const files = {
    "version.json": manifest,
    "README.md":
      "<!-- VERSION:banner --><!-- /VERSION:banner -->\n<!-- VERSION:table --><!-- /VERSION:table -->\n",
    ...Object.fromEntries(keys.map((key) => [`apps/${key}/package.json`, packageJson("1.0.0")])),
    ...Object.fromEntries(
      hasStaging ? keys.map((key) => [`apps/${key}/build.json`, '{ "build": 1 }\n']) : [],
    ),
    ...await workflowsOf(manifest),
  };
  const text = (data: string) => `data ${new TextEncoder().encode(data).length}\n${data}\n`;
  await git("init", "--quiet", "--initial-branch=next");
  const began = await runProgram("git", ["fast-import", "--quiet"], {
    ...{ cwd: root, env },
    input: [
      `commit refs/heads/next\nmark :1\ncommitter Ada <ada@example.test> 1767225600 +0000\n${text("begin")}`,
      ...Object.entries(files).map(([path, content]) => `M 100644 inline ${path}\n${text(content)}`),
      ...keys.map((key) => `reset refs/slipway/tags/${key}-v1.0.0\nfrom :1\n\n`),
    ].join(""),
  });
  if (began.code !== 0) throw new Error(began.stderr);
  let head = await git("rev-parse", "next");
  const waiting: (PushEvent & { before: string })[] = [];
  const humans: HumanCommit[] = [];
  const bots: BotCommit[] = [];
  return {
    ...{ root, env, keys, random, humans, bots, waiting, git, operations: openGit(root) },
    head: () => head,
    read: (path: string, at = head) => git("show", `${at}:${path}`).then((text) => `${text}\n`),
    /** Moves the branch, and the tags that come along; who pushed decides what anybody hears of it. */
    async push(by: string, after: string, tags: readonly string[] = []) {
      const refs = [
        { ref: "refs/heads/next", before: head, after },
        ...tags.map((tag) => ({ ref: `refs/tags/${tag}`, before: "0".repeat(40), after })),
      ];
      const moves = refs.map(({ ref }) =>
        `update ${ref.replace("refs/tags/", "refs/slipway/tags/")} ${after}\n`
      );
      const moved = await runProgram("git", ["update-ref", "--stdin"], {
        ...{ cwd: root, env },
        input: moves.join(""),
      });
      if (moved.code !== 0) throw new Error(moved.stderr);
      const push: Push = { by, refs };
      const events = eventsOf(push);
      waiting.push(...events.map((event) => ({ ...event, before: head })));
      head = after;
      return events;
    },
    stop: () => removeDir(folder),
  };
}

/** The same with an environment that pushes to `next` are shipped to, a mirror of each build, and one that is promoted to. */
function withStaging(tracks: string, keys: readonly string[]): string {
  const manifest = JSON.parse(tracks);
  manifest.ship = {
    environments: {
      staging: { branch: "next", auto: "push", bump: true },
      production: { branch: "main", announces: true, promote: { from: "next" } },
    },
  };
  for (const key of keys) {
    const component = manifest.components[key];
    component.deploy = { type: "command", run: "true" };
    component.mirrors.push({ type: "json", file: `apps/${key}/build.json`, key: "/build", value: "build" });
  }
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
