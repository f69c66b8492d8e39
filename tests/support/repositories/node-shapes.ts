import type { Shape } from "./shape.ts";

const readme = "# Repo\n\nWhat it is.\n";
const build = (file: string) => `${file} /build`;

/** Repositories of packages. */
export const nodeShapes: Shape[] = [
  {
    kind: "npm workspaces: apps ship; libraries, configuration, examples, tests and actions do not",
    files: {
      "README.md": readme,
      "package.json": {
        name: "shop",
        private: true,
        workspaces: ["apps/*", "packages/*", "examples/*"],
        scripts: { start: "turbo start" },
      },
      "package-lock.json": {},
      "apps/web/package.json": {
        name: "@shop/web",
        private: true,
        version: "1.2.0",
        homepage: "https://www.shop.test",
        dependencies: { next: "1", "@shop/ui": "*" },
        scripts: { dev: "next dev", build: "next build", start: "next start" },
      },
      "apps/api/package.json": {
        name: "@shop/api",
        private: true,
        build: 7,
        dependencies: { fastify: "1" },
        scripts: { start: "node dist/main.js" },
      },
      "apps/web-e2e/package.json": { name: "web-e2e", private: true, scripts: { start: "playwright test" } },
      "packages/ui/package.json": {
        name: "@shop/ui",
        private: true,
        exports: "./index.ts",
        dependencies: { "react-dom": "1" },
        scripts: { dev: "tsc --watch" },
      },
      "packages/trpc/package.json": {
        name: "@shop/trpc",
        private: true,
        exports: "./index.ts",
        dependencies: { "@trpc/server": "1" },
      },
      "packages/eslint-config/package.json": { name: "@shop/eslint-config", version: "1.0.0" },
      "packages/cli/package.json": {
        name: "@shop/cli",
        version: "3.0.0",
        bin: "./cli.js",
        homepage: "https://github.com/acme/shop#readme",
      },
      "examples/basic/package.json": {
        name: "basic",
        dependencies: { next: "1" },
        scripts: { start: "next start" },
      },
      "site/package.json": { name: "site", private: true, scripts: { build: "hugo" } },
      "site/netlify.toml": "",
      ".codesandbox/Dockerfile": "FROM node\n",
      ".github/actions/setup/package.json": { name: "setup", main: "index.js" },
    },
    components: {
      api: ["server", "apps/api", 7, build("apps/api/package.json")],
      web: ["web", "apps/web", 0, build("apps/web/package.json")],
      site: ["web", "site", 0, build("site/package.json")],
      cli: ["cli", "packages/cli", 0, build("packages/cli/package.json")],
    },
    leftOut: ["apps/web-e2e", "examples/basic", "packages/eslint-config", "packages/trpc", "packages/ui"],
  },
  {
    kind: "a library of many packages: what is published ships, what only its neighbours import does not",
    files: {
      "package.json": {
        name: "toolkit",
        private: true,
        workspaces: ["packages/*"],
        devDependencies: { vite: "1" },
      },
      "yarn.lock": "# yarn lockfile v1\n",
      "packages/core/package.json": {
        name: "@kit/core",
        version: "2.0.0",
        files: ["dist"],
        main: "dist/index.js",
        devDependencies: { vite: "1", express: "1" },
        scripts: { build: "vite build", dev: "vite" },
      },
      "packages/react/package.json": {
        name: "@kit/react",
        version: "2.0.0",
        publishConfig: { access: "public" },
        exports: "./dist/index.js",
        dependencies: { "@kit/core": "2", "react-dom": "1" },
        scripts: { preview: "vite" },
      },
      "packages/inner/package.json": {
        name: "@kit/inner",
        version: "1.0.0",
        main: "./src/index.ts",
        files: ["src"],
      },
      "packages/unused/package.json": { name: "@kit/unused", version: "0.0.0" },
      "packages/user/package.json": {
        name: "@kit/user",
        private: true,
        exports: "./a.js",
        dependencies: { "@kit/inner": "*" },
      },
    },
    components: {
      core: ["library", "packages/core", 0, build("packages/core/package.json")],
      react: ["library", "packages/react", 0, build("packages/react/package.json")],
    },
    leftOut: ["packages/inner", "packages/unused", "packages/user"],
  },
  {
    kind: "pnpm: a list with an exclusion, beside settings",
    files: {
      "package.json": { name: "site", private: true },
      "pnpm-workspace.yaml": "packages:\n  - 'apps/**'\n  - '!**/test/**'\ncatalog:\n  next: 1\n",
      "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
      "apps/docs/package.json": {
        name: "docs",
        private: true,
        dependencies: { vitepress: "1" },
        scripts: { dev: "vitepress dev" },
      },
      "apps/docs/test/deep/package.json": { name: "deep", bin: "x.js" },
    },
    components: { docs: ["web", "apps/docs", 0, build("apps/docs/package.json")] },
  },
  {
    kind: "pnpm with settings alone: the root is the app",
    files: {
      "package.json": {
        name: "blog",
        private: true,
        version: "0.3.0",
        dependencies: { astro: "1" },
        scripts: { dev: "astro dev", build: "astro build" },
      },
      "pnpm-workspace.yaml": "onlyBuiltDependencies:\n  - esbuild\n",
      "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    },
    components: { blog: ["web", ".", 0, build("package.json")] },
  },
  {
    kind: "a root that is an app itself counts beside its workspaces",
    files: {
      "package.json": {
        name: "desk",
        version: "4.1.0",
        private: true,
        workspaces: ["packages/*"],
        dependencies: { electron: "1" },
        scripts: { start: "electron ." },
      },
      "yarn.lock": "__metadata:\n  version: 8\n",
      "packages/shared/package.json": { name: "shared", private: true },
    },
    components: { desk: ["desktop", ".", 0, build("package.json")] },
    leftOut: ["packages/shared"],
  },
  {
    kind: "Bun: its install is the one that prepares",
    files: {
      "package.json": { name: "bunny", private: true, workspaces: { packages: ["services/*"] } },
      "bun.lock": "{}\n",
      "services/hook/package.json": {
        name: "hook",
        private: true,
        dependencies: { hono: "1" },
        scripts: { start: "bun run src/index.ts" },
      },
    },
    components: { hook: ["server", "services/hook", 0, build("services/hook/package.json")] },
  },
  {
    kind: "Nx: applications of project.json, with or without a package.json; libraries and e2e left out",
    files: {
      "package.json": { name: "org", private: true, dependencies: { next: "1" } },
      "nx.json": "{ // settings\n}\n",
      "apps/store/project.json": {
        name: "store",
        projectType: "application",
        targets: { build: { executor: "@nx/next:build" }, deploy: { executor: "nx:run-commands" } },
      },
      "apps/store-e2e/project.json": { name: "store-e2e", projectType: "application" },
      "apps/gate/project.json": {
        projectType: "application",
        targets: { build: { executor: "@nx/node:build" } },
      },
      "libs/ui/project.json": { name: "ui", projectType: "library" },
    },
    components: { gate: ["server", "apps/gate", 0], store: ["web", "apps/store", 0] },
    leftOut: ["apps/store-e2e", "libs/ui"],
    ships: "store",
  },
  {
    kind: "packages that nobody ignored or that are copied in are never read, nor changed",
    files: {
      ".gitignore": "*.log\n",
      "package.json": {
        name: "app",
        private: true,
        dependencies: { express: "1" },
        scripts: { start: "node server.js" },
      },
      "third_party/lib/package.json": { name: "lib", bin: "x.js" },
      "web/vendor/jquery/package.json": { name: "jquery", version: "3.0.0" },
    },
    untracked: {
      "node_modules/left-pad/package.json": { name: "left-pad", version: "1.0.0" },
      "draft/package.json": { name: "draft", bin: "x.js" },
    },
    components: { foreign: ["server", ".", 0, build("package.json")] },
    leftOut: ["draft"],
    remarks: [/does not ignore node_modules/],
  },
  {
    kind: "symbolic links are not written through",
    files: {
      "docs/readme.md": readme,
      "package.json": { name: "linked", private: true, workspaces: ["apps/*"] },
      "shared/app.json": { name: "one", bin: "x.js" },
      "apps/two/package.json": { name: "two", bin: "x.js" },
    },
    texts: {
      "docs/readme.md": /^<!-- VERSION:banner -->/,
      "shared/app.json": /^\{\s+"name": "one",\s+"bin": "x.js"\s+\}\n$/,
    },
    links: { "README.md": "docs/readme.md", "apps/one/package.json": "../../shared/app.json" },
    components: { one: ["cli", "apps/one", 0], two: ["cli", "apps/two", 0, build("apps/two/package.json")] },
    remarks: [
      /apps\/one\/package.json is a symbolic link/,
      /README.md is a symbolic link; the table goes to docs\/readme.md/,
    ],
  },
];
