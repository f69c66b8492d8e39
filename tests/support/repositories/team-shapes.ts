import type { Shape } from "./shape.ts";

const app = { name: "web", private: true, dependencies: { next: "1" }, scripts: { start: "next start" } };
const web: Shape["components"] = { web: ["web", ".", 0, "package.json /build"] };
const shim = '#!/bin/sh\nexec node_modules/.bin/slipway hooks pre-push "$@"\n';

/** What teams have besides: hooks, rules, other tools, and a Supabase project. */
export const teamShapes: Shape[] = [
  {
    kind: "husky: the check goes into its hooks, and rules for messages are named",
    files: {
      "package.json": app,
      ".husky/pre-commit": "npx lint-staged\n",
      ".husky/commit-msg": 'npx commitlint --edit "$1"\n',
      "commitlint.config.js": 'export default { extends: ["@commitlint/config-conventional"] };\n',
    },
    components: web,
    remarks: [/commitlint.config.js has rules for commit messages/],
    hooks: "left",
    // as husky leads from its own folder to the hooks above it
    afterwards: { ".husky/_/pre-push": '#!/bin/sh\nexec sh -e "$(dirname "$0")/../pre-push" "$@"\n' },
  },
  {
    kind: "lefthook: what to add is named, and core.hooksPath stays",
    files: {
      "package.json": app,
      "lefthook.yml": "pre-commit:\n  commands:\n    lint: { run: npm run lint }\n",
    },
    components: web,
    remarks: [/hooks belong to lefthook here \(lefthook.yml, which runs pre-commit\): add to lefthook.yml/],
    hooks: "left",
    afterwards: { ".git/hooks/pre-push": shim },
  },
  {
    kind: "dormant hooks do not begin to run unasked",
    files: { "package.json": app, ".githooks/pre-commit": "#!/bin/sh\nexit 1\n" },
    components: web,
    hooks: "left",
    afterwards: { ".git/hooks/pre-push": shim },
  },
  {
    kind: "a version.json of another tool stays, and Slipway's has another name",
    files: {
      "package.json": app,
      "version.json": { $schema: "https://nbgv.test/schema", version: "1.2-beta" },
    },
    components: web,
    remarks: [/version.json is another tool's/],
    texts: { "version.json": /1.2-beta/, "slipway.json": /"shared": \[\s+"slipway.json"/ },
  },
  {
    kind: "a README in another language than Markdown stays as it is",
    files: { "package.json": app, "README.rst": "Repo\n====\n" },
    components: web,
    remarks: [/README.rst stays as it is.*BUILDS.md/],
    texts: {
      "README.rst": /^Repo\n====\n$/,
      "BUILDS.md": /^<!-- VERSION:banner -->/,
      "version.json": /"readme": "BUILDS.md"/,
    },
  },
  {
    kind: "a readme.md with front matter keeps it as its beginning",
    files: { "package.json": app, "readme.md": "---\ntitle: Repo\n---\n\n# Repo\n" },
    components: web,
    texts: { "readme.md": /^---\ntitle: Repo\n---\n<!-- VERSION:banner -->[^]*\n\n# Repo\n$/ },
  },
  {
    kind: "a Supabase project below the root gets Slipway's part",
    files: {
      "package.json": { name: "mono", private: true, workspaces: ["apps/*"] },
      "apps/web/package.json": app,
      "backend/supabase/config.toml": 'project_id = "mine"\n',
      "backend/supabase/functions/ask/index.ts": "Deno.serve(() => new Response());\n",
    },
    components: { web: ["web", "apps/web", 0, "apps/web/package.json /build"] },
    remarks: [/backend\/supabase: link it once, with npx supabase link --workdir backend/],
    texts: {
      "backend/supabase/config.toml": /"ship"[^]*\[functions.push\]/,
      "backend/supabase/functions/_slipway/deno.json": /imports/,
      "version.json": /functions deploy announce .* updates --use-api --workdir backend/,
    },
  },
  {
    kind: "functions of the team's with names of ours: ours go under a prefix",
    files: {
      "package.json": app,
      "supabase/config.toml": 'project_id = "mine"\n',
      "supabase/functions/push/index.ts": "// mine\n",
      "supabase/functions/manifest/index.ts": "// mine\n",
    },
    options: ["--function-prefix", "slipway-"],
    components: web,
    remarks: [/vault.create_secret\('slipway-', 'function_prefix'\)/],
    texts: {
      "supabase/functions/push/index.ts": /^\/\/ mine\n$/,
      "supabase/functions/slipway-push/index.ts": /_slipway/,
      "supabase/config.toml": /\[functions.slipway-push\]/,
    },
  },
  {
    kind: "on a feature branch the remote's default branch ships",
    files: { "package.json": app },
    git: [["checkout", "--quiet", "-b", "feature/x"]],
    components: web,
    remarks: [/ships go from main; checked out is feature\/x/],
  },
  {
    kind: "nothing that ships: the Supabase project alone",
    files: { "notes.txt": "nothing\n" },
    components: {},
  },
];
