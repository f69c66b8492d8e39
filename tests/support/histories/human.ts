import { runProgram } from "../monorepo/run.ts";
import type { History } from "./history.ts";

interface Drawn {
  message: string;
  files: Record<string, string>;
  tracks: readonly string[];
  /** The merge of a branch that began at the commit before: what is drawn is on that branch. */
  isMerged?: boolean;
}

let count = 0;

/** One push of a person: one to three commits of every kind. */
export async function pushOfSomebody(history: History): Promise<void> {
  const drawn: Drawn[] = [];
  for (let left = 1 + Math.floor(history.random() * 3); left > 0; left--) drawn.push(await draw(history));
  await history.push("person", await commit(history, drawn));
}

/** A change of a track's own file. */
function source(key: string): Drawn {
  return { message: `fix: ${key}`, files: { [`apps/${key}/src.txt`]: `${++count}\n` }, tracks: [key] };
}

async function draw(history: History): Promise<Drawn> {
  const { random, keys, bots } = history;
  const key = keys[Math.floor(random() * keys.length)] ?? "";
  const bot = bots[Math.floor(random() * bots.length)];
  const change = source(key);
  switch (Math.floor(random() * 8)) {
    case 0:
      return { message: "feat: the core", files: { "core/lib.txt": `${++count}\n` }, tracks: keys };
    case 1:
      return { message: "docs: words", files: { [`apps/${key}/README.md`]: `${++count}\n` }, tracks: [] };
    case 2:
      return { message: "ci: words", files: { "tools/x.txt": `${++count}\n` }, tracks: [] };
    case 3:
      return { ...change, message: `chore: bump ${key} to 9.9.9` };
    case 4:
      return { ...change, isMerged: true };
    case 5:
      // a squash takes the trailers of what it squashes along
      return bot === undefined ? change : { ...change, message: bot.message };
    case 6: {
      if (bot === undefined) return change;
      const files = Object.fromEntries(
        await Promise.all(
          bot.keys.map((of) => `apps/${of}/package.json`).map(async (path) =>
            [path, `${(await history.read(path, `${bot.sha}^`)).trimEnd()} \n`] as const
          ),
        ),
      );
      const message = `Revert "${bot.message.split("\n")[0]}"\n\nThis reverts commit ${bot.sha}.`;
      return { message, files, tracks: bot.keys };
    }
    default:
      return change;
  }
}

/** Makes the commits in one process of git. Gives the last one. */
async function commit({ root, env, head, humans }: History, drawn: readonly Drawn[]): Promise<string> {
  const text = (data: string) => `data ${new TextEncoder().encode(data).length}\n${data}\n`;
  const person = "Ada <ada@example.test> 1767225600 +0000";
  const lines: string[] = [];
  const of: { mark: number; tracks: readonly string[] }[] = [];
  let mark = 0;
  let last = head();
  const make = (message: string, parents: readonly string[], files: Record<string, string>) => {
    const [from = "", ...merged] = parents;
    lines.push(
      `commit refs/made/by-somebody\nmark :${++mark}\ncommitter ${person}\n${text(message)}from ${from}\n`,
      ...merged.map((parent) => `merge ${parent}\n`),
      ...Object.entries(files).map(([path, content]) => `M 100644 inline ${path}\n${text(content)}`),
    );
    return `:${mark}`;
  };
  for (const { message, files, tracks, isMerged = false } of drawn) {
    if (isMerged) {
      const branch = make(message, [last], files);
      of.push({ mark, tracks });
      const main = make("ci: meanwhile", [last], { "tools/y.txt": `${mark}\n` });
      last = make("Merge branch 'x'", [main, branch], files);
    } else {
      last = make(message, [last], files);
      of.push({ mark, tracks });
    }
  }
  lines.push(...Array.from({ length: mark }, (_, at) => `get-mark :${at + 1}\n`));
  const answer = await runProgram("git", ["fast-import", "--quiet", "--force"], {
    cwd: root,
    env,
    input: lines.join(""),
  });
  if (answer.code !== 0) throw new Error(answer.stderr);
  const shas = answer.stdout.trim().split("\n");
  for (const { mark, tracks } of of) humans.push({ sha: shas[mark - 1] ?? "", tracks });
  return shas.at(-1) ?? "";
}
