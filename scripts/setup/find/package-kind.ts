import type { ComponentDraft } from "./candidate.ts";
import { isLibraryLike, type PackageJson } from "./package-json.ts";

type Kind = ComponentDraft["kind"];

const byDependency: readonly [Kind, RegExp][] = [
  ["desktop", /^(electron|@tauri-apps\/(api|cli))$/],
  [
    "web",
    /^(next|nuxt|astro|vite|gatsby|@angular\/core|@sveltejs\/kit|@remix-run\/.*|@react-router\/.*|@tanstack\/(react-|solid-)?start|@builder\.io\/qwik|react-scripts|vitepress|@docusaurus\/core|@11ty\/eleventy|ember-source)$/,
  ],
  ["web", /^(react-dom|vue|svelte|solid-js|preact)$/],
  [
    "server",
    /^(express|fastify|koa|hono|elysia|@nestjs\/core|@hapi\/hapi|@adonisjs\/core|@strapi\/strapi|@medusajs\/medusa|restify|polka|@trpc\/server|@apollo\/server|graphql-yoga|ws|socket\.io|bullmq|grammy|telegraf|discord\.js|@slack\/bolt|probot|@modelcontextprotocol\/sdk)$/,
  ],
];

/** What a script starts, when it starts an app. */
const byScript: readonly [Kind, RegExp][] = [
  ["desktop", /\b(electron|electron-forge|electron-builder|electron-vite|tauri)\b/],
  [
    "web",
    /\b(next|nuxt|nuxi|astro|vinxi|waku|gatsby|ng|remix|react-router|vitepress|vuepress|docusaurus|eleventy|react-scripts|vue-cli-service|svelte-kit|slidev|hugo|umi|qwik|ember)\b/,
  ],
  ["web", /(^|\s)(vite|parcel|rsbuild|webpack-dev-server|webpack serve|http-server|live-server|serve)\b/],
  [
    "server",
    /(^|\s)(node|nodemon|tsx|ts-node|ts-node-dev|bun|deno|nest|wrangler|workerd|functions-framework|serverless|sls|pm2|strapi|medusa|directus|partykit|convex|inngest)\b/,
  ],
];

/** A bundler makes apps and libraries. */
const bundlers =
  /^(vite|parcel|webpack|@angular\/cli|vitepress|@sveltejs\/kit|astro|@docusaurus\/core|react-scripts)$/;

const byName: readonly [Kind, RegExp][] = [
  ["cli", /(^|-)cli($|-)/],
  [
    "web",
    /(^|-)(web|www|site|website|app|dashboard|docs|admin|frontend|marketing|landing|status|client|ui)($|-)/,
  ],
  ["server", /(^|-)(api|server|backend|worker|proxy|gateway|service|bot|daemon)($|-)/],
];

/** What a package is, and whether somebody can start it. */
interface Running {
  kind: Kind;
  /** What it starts, in words; nothing when it only can be imported. */
  runs?: string;
}

/** Judges by what a package runs: its dependencies, then its scripts, at last its name. */
export function whatRuns(found: PackageJson, key: string, hasPage: boolean): Running {
  const { bin, dependencies, devDependencies, scripts } = found;
  const isLibrary = isLibraryLike(found) && !(hasPage && found.private);
  const dependency = firstMatch(byDependency, Object.keys(dependencies));
  const starts = ["start", "serve", "start:prod", "dev", "develop", "preview", "build"].flatMap((name) => {
    const line = scripts[name];
    return line === undefined ? [] : [{ name, line }];
  });
  const isStarter = (name: string) => /^(start|serve)/.test(name) || name === "preview" && !isLibrary;
  const script = starts.flatMap(({ name, line }) => {
    const match = firstMatch(byScript, [line]);
    const isBuildOnly = name === "build" && match?.[0] === "server";
    return match === undefined || isBuildOnly ? [] : [{ name, kind: match[0], tool: match[1] }];
  })[0];
  const starter = starts.find(({ name }) => isStarter(name));
  const runs = isLibrary && (!starter || !found.private)
    ? undefined
    : script
    ? `its script ${script.name} runs ${script.tool}`
    : starter && (dependency || !isLibrary)
    ? `its script ${starter.name}`
    : undefined;
  if (bin !== undefined) return { kind: "cli", runs: "it has a bin" };
  const development = isLibrary ? undefined : firstMatch([["web", bundlers]], Object.keys(devDependencies));
  // Electron stands among the development dependencies of every app that it runs.
  const isDesktop = script?.kind === "desktop";
  const kind = (isDesktop ? "desktop" : dependency?.[0]) ?? script?.kind ?? firstMatch(byName, [key])?.[0] ??
    development?.[0] ??
    "library";
  return { kind: isLibrary && runs === undefined ? "library" : kind, ...runs === undefined ? {} : { runs } };
}

function firstMatch(list: readonly [Kind, RegExp][], texts: readonly string[]): [Kind, string] | undefined {
  for (const [kind, pattern] of list) {
    const text = texts.map((text) => pattern.exec(text)?.[0].trim()).find((match) => match !== undefined);
    if (text !== undefined) return [kind, text];
  }
  return undefined;
}
