import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../support/repository.ts";

const source = join(repositoryRoot, "clients/ts/src");

/** Bytes of gzip, as a page loads it. */
async function sizeOf(entry: string): Promise<number> {
  const bundle = await rolldown({ input: join(source, entry), platform: "browser" });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  expect(output.length).toBe(1);
  expect(output[0].imports).toEqual([]);
  return gzipSync(output[0].code).length;
}

test.each([
  ["index.ts", 6 * 1_024],
  ["live.ts", 1_024],
  ["react.ts", 300],
  ["react-native.ts", 300],
  ["page/watcher.ts", 2 * 1_024],
  ["page/element.ts", 6 * 1_024],
  ["page/version.ts", 2 * 1_024],
])("%s takes at most %i bytes, gzip, with all that it needs", async (entry, most) => {
  const size = await sizeOf(entry);
  console.log(`${entry}: ${size} bytes`);
  expect(size).toBeLessThanOrEqual(most);
});
