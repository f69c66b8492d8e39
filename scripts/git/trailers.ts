import { fields, type Git } from "./git.ts";

/** The name of the trailer that says which ship made a commit. */
export const shipTrailer = "Slipway-Ship";
/** The name of the one that says which release made a commit or a tag. */
export const releaseTrailer = "Slipway-Release";
/** The name of the one that says where the audit log stood. */
export const auditTrailer = "Slipway-Audit";

/** A commit message with trailers, in the paragraph of trailers that is there already or in one of its own. */
export function withTrailers(message: string, trailers: Record<string, string | undefined>): string {
  const text = message.trim();
  const last = text.split(/\n\s*\n/).at(-1) ?? "";
  const isTrailers = text !== last && last.split("\n").every((line) => /^[A-Za-z0-9-]+: \S/.test(line));
  const lines = Object.entries(trailers).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}\n`]
  );
  return `${text}${isTrailers ? "\n" : "\n\n"}${lines.join("")}`;
}

/** A commit that has a trailer, and what the trailer says there: anybody's words. */
interface Trailer {
  sha: string;
  value: string;
}

/** How far back trailers are looked for: some 100 ms of git. */
const mostCommits = 20_000;

/** Every trailer of this name among the newest commits that HEAD reaches, newest first; none in a repository without a commit. */
export async function readTrailers(git: Git, name: string): Promise<Trailer[]> {
  const format = `--format=%H%x1f%(trailers:key=${name},valueonly,separator=%x1f)`;
  const { code, stdout } = await git.run(["log", "-z", `--max-count=${mostCommits}`, format, "HEAD", "--"], {
    answers: [0, 128],
  });
  if (code !== 0) return [];
  return fields(`${stdout}\0`).flatMap((commit) => {
    const [sha = "", ...values] = commit.split("\x1f").filter((field) => field !== "");
    return values.map((value) => ({ sha, value: value.trim() }));
  });
}
