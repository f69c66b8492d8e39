import process from "node:process";
import { interpretCommit } from "../../../scripts/history/commits/interpret.ts";
import { readHistory } from "../../../scripts/history/log/read-history.ts";
import { entriesOfCommits } from "../../../scripts/history/notes/entries.ts";
import { hostLinks } from "../../../scripts/history/notes/links.ts";
import { bodyLimits, renderNotes } from "../../../scripts/history/notes/render-notes.ts";
import { readTags } from "../../../scripts/history/tags.ts";
import { type Git, openGit } from "../../../scripts/git/git.ts";
import { elapsed, makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { buildHistory } from "../../support/history-repository.ts";
import { type Bench, type Measured, note } from "../bench.ts";
import { percentile, round } from "../percentile.ts";

export const history: Bench<"commits" | "tags" | "tracks" | "rounds"> = {
  summary: "the changelogs of all tracks in one git log, beside that git log alone",
  numbers: { commits: 10_000, tags: 200, tracks: 4, rounds: 7 },
  run: measureHistory,
};

type Numbers = Record<"commits" | "tags" | "tracks" | "rounds", number>;
const figures = ["git_ms", "history_ms", "messages_ms", "notes_ms", "own_cpu_ms"] as const;
type Figure = (typeof figures)[number];

/** Builds a repository, and measures what it takes to know of every commit of every track, from the first one on. */
async function measureHistory(numbers: Numbers): Promise<Measured> {
  const folder = await makeTempDir("slipway-bench-history-");
  try {
    const start = elapsed();
    await buildHistory(folder, numbers);
    note(`a repository of ${numbers.commits} commits in ${Math.round(elapsed() - start)} ms`);
    const samples = new Map(figures.map((name): [Figure, number[]] => [name, []]));
    let told = 0;
    // one more than is counted: caches of the system are cold the first time
    for (let index = 0; index <= numbers.rounds; index++) {
      const once = await measureOnce(openGit(folder), numbers);
      told = once.told;
      if (index > 0) { for (const name of figures) samples.get(name)?.push(once[name]); }
    }
    return summary(numbers, samples, told);
  } finally {
    await removeDir(folder);
  }
}

async function measureOnce(git: Git, { tracks }: Numbers): Promise<Record<Figure | "told", number>> {
  const times = [elapsed()];
  const mark = () => void times.push(elapsed());
  // the same paths and messages, with nobody who reads them
  await git.run([
    "log",
    "-z",
    "-c",
    "--name-only",
    "--no-renames",
    "--format=%H%P%an%ae%B%(trailers:only)",
    "HEAD",
  ]);
  mark();
  const before = process.cpuUsage();
  const keys = Array.from({ length: tracks }, (_, index) => `track-${index}`);
  const tags = await readTags(git, Object.fromEntries(keys.map((key) => [key, `${key}-v`])));
  const histories = await readHistory(git, {
    until: "HEAD",
    tracks: Object.fromEntries(
      keys.map((key) => [key, { since: null, touches: (path: string) => path.startsWith(`${key}/`) }]),
    ),
  });
  mark();
  const commits = keys.map((key) => (histories[key]?.commits ?? []).map(interpretCommit));
  mark();
  const links = hostLinks("github", "https://github.com/acme/shop");
  keys.forEach((key, index) => {
    const tag = tags[key]?.at(-1)?.tag ?? "";
    const story = {
      told: entriesOfCommits(commits[index] ?? []),
      tag,
      previousTag: null,
      migrations: [],
      env: [],
    };
    renderNotes({
      ...story,
      upgradeNotes: null,
      extra: null,
      changelog: null,
      links,
      limit: bodyLimits.release,
    });
  });
  mark();
  const took = (index: number) => (times[index + 1] ?? 0) - (times[index] ?? 0);
  const told = commits.reduce((sum, list) => sum + list.length, 0);
  const { user, system } = process.cpuUsage(before);
  const own_cpu_ms = (user + system) / 1000;
  return { git_ms: took(0), history_ms: took(1), messages_ms: took(2), notes_ms: took(3), own_cpu_ms, told };
}

function summary(numbers: Numbers, samples: Map<Figure, number[]>, told: number): Measured {
  const median = (name: Figure) => Math.round(percentile(samples.get(name) ?? [], 0.5));
  const [git, read, messages, notes, cpu] = figures.map(median);
  const whole = (read ?? 0) + (messages ?? 0) + (notes ?? 0);
  const result = {
    ...Object.fromEntries(figures.map((name) => [name, median(name)])),
    ...{ commits: numbers.commits, told, whole_ms: whole, ratio: round(whole / (git ?? 1)) },
  };
  return {
    result,
    lines: [
      `${numbers.commits} commits, ${numbers.tags} tags, ${numbers.tracks} tracks; medians of ${numbers.rounds}`,
      `  git log alone                     ${git} ms`,
      `  the history of all tracks         ${read} ms (tags and that git log included)`,
      `  ${told} messages read           ${messages} ms`,
      `  ${numbers.tracks} pages of notes                  ${notes} ms`,
      `  all of it                         ${whole} ms, ${result.ratio} times git alone`,
      `  of that on a processor, git apart ${cpu} ms`,
    ],
  };
}
