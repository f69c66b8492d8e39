import { plainEnvironment, runProgram } from "./monorepo/run.ts";

/** How much history, and of how many tracks. */
interface HistoryWishes {
  commits: number;
  tags: number;
  /** Folders `track-0` and so on, each with tags as `track-0-v0.1.0`. */
  tracks: number;
}

/** Of a repository that was in use for years: messages of all kinds, over many files. */
const messages = [
  "feat(web): orders can be exported (#N)",
  "fix: no more crashes when a list is empty (#N)",
  "build(deps): bump vite from 5.0.N to 5.1.N (#N)",
  "refactor(api/v2,core): the same in fewer words\n\nWhat was said twice is said once.\n\nReviewed-by: Ada <ada@example.test>",
  "docs: a better example",
  "Orders are sorted by date",
  "feat!: the first API is gone (#N)\n\nBREAKING CHANGE: use the second one, see the guide",
  "perf(core): half of the time",
];

/** Fills an empty folder with such a repository by one `git fast-import`: 10,000 commits take a second. The same wishes give the same one. */
export async function buildHistory(folder: string, { commits, tags, tracks }: HistoryWishes): Promise<void> {
  const env = plainEnvironment(folder);
  const run = async (args: string[], input = "") => {
    const { code, stderr } = await runProgram("git", args, { cwd: folder, env, input });
    if (code !== 0) throw new Error(stderr);
  };
  await run(["init", "--quiet", "--initial-branch=main"]);
  await run(["fast-import", "--quiet"], importOf({ commits, tags, tracks }));
  await run(["reset", "--quiet", "--hard"]);
}

function importOf({ commits, tags, tracks }: HistoryWishes): string {
  const parts: string[] = [];
  const tagEvery = Math.max(1, Math.floor(commits / Math.max(1, tags)));
  const counts = Array.from({ length: tracks }, () => 0);
  for (let number = 1; number <= commits; number++) {
    const track = number % tracks;
    const message = (messages[number % messages.length] ?? "").replaceAll("N", String(number));
    // ten folders of a hundred files each: changes lie beside many that stay
    const file = `track-${track}/${number % 10}/file-${(number * 7) % 100}.ts`;
    const who = `Ada <ada@example.test> ${1_600_000_000 + number * 60} +0000`;
    parts.push(
      `commit refs/heads/main\nmark :${number}\ncommitter ${who}\n${data(message)}`,
      `M 100644 inline ${file}\n${data(`export const number = ${number};\n`)}`,
      "\n",
    );
    if (number % tagEvery !== 0 || number / tagEvery > tags) continue;
    const owner = (number / tagEvery) % tracks;
    counts[owner] = (counts[owner] ?? 0) + 1;
    const name = `track-${owner}-v0.${counts[owner]}.0`;
    parts.push(`tag ${name}\nfrom :${number}\ntagger ${who}\n${data(name)}`);
  }
  return parts.join("");
}

function data(text: string): string {
  return `data ${new TextEncoder().encode(text).length}\n${text}\n`;
}
