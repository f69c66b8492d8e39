/** Folders of other people's code and of what tools generate: whatever lies there is nobody's component, tracked or not. */
const folders = [
  "node_modules",
  "bower_components",
  "jspm_packages",
  "Pods",
  "Carthage",
  "vendor",
  "vendored",
  "third[_-]?party",
  "DerivedData",
  "SourcePackages",
  "\\.build",
  "\\.dart_tool",
  "\\.symlinks",
  "\\.venv",
  "venv",
  "site-packages",
  "__pycache__",
  "\\.next",
  "\\.nuxt",
  "\\.output",
  "\\.svelte-kit",
  "\\.yarn",
  "\\.pnpm",
  "\\.turbo",
  "\\.gradle",
  "dist",
];
const vendored = new RegExp(`(^|/)(${folders.join("|")})/`, "i");

export function isVendored(path: string): boolean {
  return vendored.test(path);
}

const kinds: readonly [string, RegExp][] = [
  ["an example", /(^|[-_ /])(examples?|samples?|demos?|playgrounds?|sandbox(es)?|starters?)($|[-_ /])/i],
  [
    "part of the tests",
    /(^|[-_ /])(e2e|detox|maestro|cypress|playwright|tests?|__tests__|specs?|fixtures?|__fixtures__|testdata|mocks?|benchmarks?|benches|bench|fuzz)($|[-_ /])/i,
  ],
  ["a template", /(^|\/)(templates?|scaffold(s|ing)?|generators?|schematics)($|\/)|(^|-)template($|-)/i],
  ["a GitHub action", /(^|\/)\.github($|\/)/],
  [
    "configuration",
    /(^|\/)(tooling|configs?)($|\/)|(^|\/|[-_])(eslint|prettier|tailwind|tsconfig|typescript|ts|jest|vitest|babel|biome|stylelint|commitlint|tsup|postcss|storybook)[-_]?(config|preset|plugin)?$|tsconfig|(^|-)config(s|uration)?$/i,
  ],
  [
    "a tool of the repository",
    /(^|\/)(\.?devcontainer|docker|scripts|tools|xtask|hack|ci|build-?tools|build-logic|buildSrc|maintenance|internal-tools)($|\/)/i,
  ],
];

/** Why a folder, by its path, serves the repository and not its users; nothing when it may ship. */
export function supportRole(folder: string): string | undefined {
  return kinds.find(([, pattern]) => pattern.test(folder))?.[0];
}
