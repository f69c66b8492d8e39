import { z } from "zod";
import { table } from "./markdown.ts";

const coldSchema = z.object({
  rounds: z.number(),
  empty_p50_ms: z.number(),
  functions: z.record(
    z.string(),
    z.object({
      p50_ms: z.number(),
      added_ms: z.number(),
      modules: z.number(),
      own_modules: z.number(),
      bundle_bytes: z.number(),
    }),
  ),
});

export function coldSection(result: unknown): string {
  const { rounds, empty_p50_ms: empty, functions } = coldSchema.parse(result);
  return `From the start of a process, on the hosted runtime's Deno 2.1, to the first answer of the function in it: the median of ${rounds} processes each, in
turn. Modules are already translated, and the database is a stand-in that answers at once. A function that does nothing takes ${empty} ms; what is more
than that is ours. Modules and bytes are those of a bundle that leaves out what is never used, not minified; \`tests/e2e/deploy\` holds each
function to them.

${
    table(
      ["", "first answer", "more than nothing", "modules", "of them ours", "bundle"],
      Object.entries(functions).map(([name, found]) => [
        `\`${name}\``,
        `${found.p50_ms} ms`,
        `${found.added_ms} ms`,
        found.modules,
        found.own_modules,
        `${Math.round(found.bundle_bytes / 1000)} kB`,
      ]),
    )
  }`;
}
