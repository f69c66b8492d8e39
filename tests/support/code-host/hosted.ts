import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { startCodeHost } from "../../../scripts/stack/code-host/code-host.ts";
import type { Grant } from "../../../scripts/stack/code-host/grants.ts";

const run = promisify(execFile);

/** Everything that releases, pull requests and issues need. */
export const writer: Grant = {
  kind: "app",
  login: "release-bot[bot]",
  permissions: {
    actions: "write",
    administration: "write",
    checks: "write",
    contents: "write",
    issues: "write",
    pull_requests: "write",
    statuses: "write",
    workflows: "write",
  },
  isAdmin: true,
};
export const writerToken = "ghs_writer0000000000000000000000000000000";

const workflow = "on:\n  workflow_dispatch:\n    inputs: { tag: { type: string } }\n";
/** One commit with one file, on a branch that it begins. */
export function branchWith(branch: string, message: string, path: string, text: string): string {
  return `commit refs/heads/${branch}\ncommitter ${person}\n${data(message)}${file(path, text)}`;
}

/** Adds what `git fast-import` reads. */
export async function importInto(repository: string, stream: string): Promise<void> {
  await writeFile(`${repository}/stream`, stream);
  await run("sh", ["-c", `git -C '${repository}' fast-import --quiet < '${repository}/stream'`]);
}

const person = "Ada <ada@example.test> 1767225600 +0000";
const data = (text: string) => `data ${new TextEncoder().encode(text).length}\n${text}\n`;
const file = (path: string, text: string) => `M 100644 inline ${path}\n${data(text)}`;

/** Two branches, an annotated tag and a lightweight one, as `git fast-import` takes them: a start of git each would cost a second. */
const history = [
  `commit refs/heads/main\nmark :1\ncommitter ${person}\n${data("shop")}`,
  file(".github/workflows/release.yml", workflow),
  file("README.md", "shop\n"),
  `commit refs/heads/next\nmark :2\ncommitter ${person}\n${data("next")}from :1\n`,
  file("tray.txt", "1\n"),
  `tag tray-v1.0.0\nfrom :1\ntagger ${person}\n${data("tray 1.0.0")}`,
  "reset refs/tags/light\nfrom :1\n\n",
].join("");

/** A bare repository with that history; it goes away after the test. */
export async function bareRepository() {
  const folder = await makeTempDir("code-host");
  onTestFinished(() => removeDir(folder));
  const path = `${folder}/shop.git`;
  const work = `${folder}/work`;
  await run("git", ["init", "-q", "--bare", "-b", "main", path]);
  await importInto(path, history);
  const { stdout } = await run("git", ["-C", path, "rev-parse", "main", "next"]);
  const [main = "", next = ""] = stdout.trim().split("\n");
  let cloned: Promise<unknown> | undefined;
  const clone = async () => {
    const settings = ["-c", "user.name=Ada", "-c", "user.email=ada@example.test"];
    await run("git", ["clone", "-q", ...settings, path, work]);
  };
  /** In a clone, which is made when it is needed first. */
  const git = async (...args: string[]) => {
    await (cloned ??= clone());
    return (await run("git", ["-C", work, ...args])).stdout.trim();
  };
  const commit = async (name: string, text: string) => {
    await (cloned ??= clone());
    await mkdir(dirname(`${work}/${name}`), { recursive: true });
    await writeFile(`${work}/${name}`, text);
    await git("add", ".");
    await git("commit", "-q", "-m", name);
    return await git("rev-parse", "HEAD");
  };
  return { folder, path, work, git, commit, main, next };
}

export type Hosted = Awaited<ReturnType<typeof hosted>>;

/** The repository at a stand-in of its own, which stops after the test. */
export async function hosted(
  options: { isPrivate?: boolean; tokens?: Record<string, Grant>; now?: () => number } = {},
) {
  const repository = await bareRepository();
  const codeHost = await startCodeHost({
    repository: repository.path,
    ...options,
    tokens: { [writerToken]: writer, ...options.tokens },
  });
  onTestFinished(codeHost.stop);
  return { repository, codeHost };
}
