// slipway changelog: what the next release of a track would say.

import process from "node:process";
import { Command } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput, type Output } from "../cli/output.ts";
import type { Channel } from "../tracks/channel.ts";
import { channelOption } from "./share-option.ts";
import type { Workspace } from "../manifest/load.ts";

interface Options {
  channel: Channel;
  since?: string;
  write?: boolean;
  init?: boolean;
  json?: boolean;
}

/** `slipway changelog <track>`. Exit code 2 for what is no track, 5 when the changelog or the clone is not fit for it. */
export function changelogCommand(): Command {
  return new Command("changelog")
    .description(
      "Show the page of a track's next release: what its commits or change files bring since its previous tag, its migrations, what it adds. " +
        "Needs no network.",
    )
    .argument("<track>", "a component with a release block in version.json")
    .addOption(channelOption())
    .option("--since <tag>", "from this tag or commit on (default: the track's previous one)")
    .option("--write", "put what commits or change files bring under [Unreleased] of its changelog")
    .option("--init", "write an empty changelog where there is none")
    .option("--json", "print it as one line of JSON")
    .addHelpText(
      "after",
      `
A commit is a track's when it changes one of the component's paths or the track's inputs. Commits of one pull request are one
entry; moves of one dependency are one line. feat raises the minor number, fix and perf the patch, what breaks something the major
one, also below 1.0.0: there --bump of a release keeps the 0.`,
    )
    .action(changelog);
}

async function changelog(track: string, options: Options): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { releaseOf } = await import("../history/track-story.ts");
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const file = releaseOf(workspace.manifest, track).changelog?.file;
  if (options.init) return await init(workspace, output, fileOf(track, file));

  const { openGit } = await import("../git/git.ts");
  const { listedTree } = await import("../history/changes/listed-tree.ts");
  const { readStories } = await import("../history/track-story.ts");
  const { repositoryLinks } = await import("../history/notes/repository-links.ts");
  const { previewOf } = await import("../history/preview.ts");
  const { changelogText, writeEntries } = await import("../history/changelog/update.ts");
  const git = openGit(workspace.root);
  const { manifest } = workspace;
  const tree = listedTree(git);
  const [stories, links] = await Promise.all([
    readStories({ git, tree, manifest }, [track], options),
    repositoryLinks(git, manifest),
  ]);
  const story = stories[track];
  if (story === undefined) return;
  const written = options.write
    ? await writeEntries(workspace, track, fileOf(track, file), story.told, links)
    : [];
  const preview = await previewOf(story, {
    tree,
    links,
    written: manifest.components[track]?.version ?? "",
    channel: options.channel,
    changelog: await changelogText(tree, track, story),
  });
  output.print(preview.body);
  for (const path of written) output.note(`wrote ${path}`);
  for (const { message, code } of preview.findings) output.note(`${message} (${code})`);
  const { level, ...facts } = story.facts;
  const { commits, paths } = story.history;
  output.json({
    ...{ track, version: preview.version, tag: preview.tag, previous_tag: story.previousTag, level },
    ...{ body: preview.body, commits: commits.map(({ sha }) => sha), paths, facts },
    ...{ findings: preview.findings, written },
  });
}

/** Raises `changelog_unconfigured`, exit code 2. */
function fileOf(track: string, file: string | undefined): string {
  if (file !== undefined) return file;
  throw new CommandError(
    "changelog_unconfigured",
    `${track} has no changelog in version.json`,
    `Name its file there: components.${track}.release.changelog.`,
    exitCode.usage,
  );
}

async function init({ root, tree }: Workspace, output: Output, file: string): Promise<void> {
  const { emptyChangelog } = await import("../history/changelog/file.ts");
  const { createInside } = await import("../manifest/real-path.ts");
  const isThere = await tree.exists(file);
  if (!isThere) createInside(root, file, emptyChangelog);
  output.print(isThere ? `${file} is there already` : `wrote ${file}`);
  output.json({ written: isThere ? [] : [file] });
}
