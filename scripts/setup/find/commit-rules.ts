import type { Snapshot } from "./snapshot.ts";

/** What runs the hooks of this repository, besides git's own folder. */
interface HookManager {
  name: string;
  /** What git tracks of it. */
  file: string;
  /** The hooks that it would run. */
  hooks: string[];
  /** How the check gets into its pre-push. */
  way: string;
}

const husky = /^\.husky\/([a-z-]+)$/;

/** The manager that the repository has chosen; setting core.hooksPath beside it would switch one of the two off. */
export function findHookManager({ files, read }: Snapshot): HookManager | undefined {
  const named = [...files].flatMap((path) => husky.exec(path)?.[1] ?? []).sort();
  if ([...files].some((path) => path.startsWith(".husky/"))) {
    return {
      name: "husky",
      file: ".husky",
      hooks: named,
      way: 'put this line into .husky/pre-push: npx --no slipway hooks pre-push "$@"',
    };
  }
  const lefthook = [
    "lefthook.yml",
    "lefthook.yaml",
    ".lefthook.yml",
    ".config/lefthook.yml",
    "lefthook.toml",
    "lefthook.json",
  ]
    .find((path) => files.has(path));
  if (lefthook !== undefined) {
    const hooks = [...(read(lefthook) ?? "").matchAll(/^([a-z]+(?:-[a-z]+)+):/gm)].map(([, hook = ""]) =>
      hook
    );
    return {
      name: "lefthook",
      file: lefthook,
      hooks,
      way:
        `add to ${lefthook}: pre-push: { commands: { slipway: { run: npx --no slipway hooks pre-push {0}, use_stdin: true } } }`,
    };
  }
  if (files.has(".pre-commit-config.yaml")) {
    return {
      name: "pre-commit",
      file: ".pre-commit-config.yaml",
      hooks: [],
      way:
        "run npx --no slipway hooks in each clone that pushes, as long as pre-commit is not installed there",
    };
  }
  const inPackage = /"(simple-git-hooks|yorkie|ghooks|pre-push)"\s*:\s*[{[]/.exec(read("package.json") ?? "")
    ?.[1];
  return inPackage === undefined ? undefined : {
    name: inPackage,
    file: "package.json",
    hooks: [],
    way: `add to ${inPackage}'s pre-push in package.json: npx --no slipway hooks pre-push`,
  };
}

/** Hooks in .githooks that this clone does not run yet: with core.hooksPath they would begin to. */
export function dormantHooks({ files }: Pick<Snapshot, "files">): string[] {
  return [...files].filter((path) => /^\.githooks\/[a-z-]+$/.test(path) && path !== ".githooks/pre-push")
    .sort();
}

const commitlint =
  /^(\.commitlintrc(\.\w+)?|commitlint\.config\.\w+|\.czrc|\.cz\.(toml|json)|\.gitlint|cog\.toml|committed\.toml)$/;

/** The file that says how a commit message has to look. */
export function messageRules({ files, read }: Snapshot): string | undefined {
  const file = [...files].sort().find((path) => commitlint.test(path));
  return file ?? (/"commitlint"\s*:\s*\{/.test(read("package.json") ?? "") ? "package.json" : undefined);
}
