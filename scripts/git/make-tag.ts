import { CommandError } from "../cli/command-error.ts";
import { explained, failure, type Git, type GitAnswer } from "./git.ts";

/** An annotated tag that no name leads to yet. */
export interface TagObject {
  name: string;
  object: string;
}

/**
 * Makes an annotated tag, signed where the person signs theirs. It has no name in this clone before `keepTags`: a process that is killed leaves
 * no tag behind that the remote lacks. Raises `tag_refused`.
 */
export async function makeTag(git: Git, name: string, commit: string, message: string): Promise<TagObject> {
  const object = await signsTags(git)
    ? await signedTag(git, name, commit, message)
    : await plainTag(git, name, commit, message);
  return { name, object };
}

/** What a push of these tags names. */
export function tagRefspecs(tags: readonly TagObject[]): string[] {
  return tags.map(({ name, object }) => `${object}:refs/tags/${name}`);
}

/** Gives tags that the remote has by now their names in this clone. Where another git is at work on them, the next fetch does it. */
export async function keepTags(git: Git, tags: readonly TagObject[]): Promise<void> {
  await git.run(["update-ref", "--stdin"], {
    input: tags.map(({ name, object }) => `update refs/tags/${name} ${object}\n`).join(""),
    answers: [0, 1, 128],
  });
}

async function signsTags(git: Git): Promise<boolean> {
  const { stdout } = await git.run(
    ["config", "--type=bool", "--get-regexp", "^tag\\.(gpgsign|forcesignannotated)$"],
    { answers: [0, 1] },
  );
  // of several files the last word counts
  const last = new Map(
    stdout.split("\n").map((line): [string, string] => {
      const [key = "", value = ""] = line.split(" ");
      return [key, value];
    }),
  );
  return [...last.values()].includes("true");
}

async function plainTag(git: Git, name: string, commit: string, message: string): Promise<string> {
  const { stdout: tagger } = await git.run(["var", "GIT_COMMITTER_IDENT"]);
  const lines = [`object ${commit}`, "type commit", `tag ${name}`, `tagger ${tagger.trim()}`];
  const input = `${lines.join("\n")}\n\n${message.trim()}\n`;
  return (await orRefused(git, ["mktag"], input)).stdout.trim();
}

/** Only `git tag` knows how a person signs, and it names what it makes: the name goes again at once. */
async function signedTag(git: Git, name: string, commit: string, message: string): Promise<string> {
  const ref = `refs/tags/${name}`;
  const { stderr: said } = await orRefused(
    git,
    ["tag", "--annotate", "--force", "--cleanup=whitespace", "--file=-", name, commit],
    message,
  );
  const object = (await git.run(["rev-parse", "--verify", ref])).stdout.trim();
  await git.run(["update-ref", "-d", ref, object]);
  // without a key, ssh signing of some versions of git complains and makes an unsigned one
  const { stdout } = await git.run(["cat-file", "tag", object]);
  if (!/^-----BEGIN /m.test(stdout)) throw refused(`git made ${name} without a signature: ${said}`);
  return object;
}

async function orRefused(git: Git, args: readonly string[], input: string): Promise<GitAnswer> {
  const answer = await git.run(args, { input, answers: [0, 1, 128] });
  if (answer.code === 0) return answer;
  throw await explained(refused(failure(args, answer).message), answer);
}

function refused(message: string): CommandError {
  return new CommandError(
    "tag_refused",
    message,
    "Fix what git names, as the key of tag.gpgSign; nothing was pushed. Then run slipway release --resume.",
  );
}
