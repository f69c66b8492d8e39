import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";

/**
 * Build tools, and what a variable's name must begin with so that they write it into a page. Sources: Vite "Env Variables and Modes" (`VITE_`; SvelteKit
 * and Nuxt build with it), Astro "Using environment variables" (`PUBLIC_`), Next.js "Environment Variables" (`NEXT_PUBLIC_`). The others write what they are told to.
 */
const prefixes = {
  vite: "VITE_",
  svelte: "VITE_",
  nuxt: "VITE_",
  astro: "PUBLIC_",
  next: "NEXT_PUBLIC_",
  webpack: "",
  esbuild: "",
  node: "",
  deno: "",
} as const;

type Tool = keyof typeof prefixes;

/** In the order of the help. */
export const tools: readonly string[] = Object.keys(prefixes);

/** Raises CommandError `tool_unknown`, exit code 2, that names those there are. */
export function toolOf(name: string): Tool {
  if (isTool(name)) return name;
  throw new CommandError(
    "tool_unknown",
    `slipway env knows no build tool ${name}`,
    `There are: ${tools.join(", ")}. What they have in common is \`--for node\`: the names without a prefix.`,
    exitCode.usage,
  );
}

function isTool(name: string): name is Tool {
  return Object.hasOwn(prefixes, name);
}

/** The variables as the tool wants to have them called, in their order. */
export function variablesFor(
  tool: Tool,
  { version, build, commit }: { version: string; build: number; commit: string | null },
): Record<string, string> {
  const prefix = `${prefixes[tool]}SLIPWAY_`;
  return {
    [`${prefix}VERSION`]: version,
    [`${prefix}BUILD`]: `${build}`,
    ...commit === null ? {} : { [`${prefix}COMMIT`]: commit },
  };
}

/**
 * A line for each variable: of an .env file, or for esbuild, which reads no environment, an option. None of the values holds a character
 * that a shell or a reader of .env files would take for something else, see `builtOf`.
 */
export function linesFor(tool: Tool, variables: Record<string, string>): string[] {
  return Object.entries(variables).map(([name, value]) =>
    tool === "esbuild" ? `--define:process.env.${name}="${value}"` : `${name}=${value}`
  );
}
