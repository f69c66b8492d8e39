import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { minVersion, subset } from "semver";
import { expect, test } from "vitest";
import { z } from "zod";

const read = (path: string) => readFile(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), "utf8");
const engines = z.object({ node: z.string() });
const manifest = z.object({ engines });
const lock = z.object({
  packages: z.record(
    z.string(),
    // Some very old packages have a list of names there.
    z.object({
      engines: z.union([z.object({ node: z.string().optional() }), z.array(z.string())]).optional(),
    }),
  ),
});

const promised = manifest.parse(JSON.parse(await read("package.json"))).engines.node;

test("npm ci warns of no engine: every package in the lock file runs on every Node that package.json promises", async () => {
  const { packages } = lock.parse(JSON.parse(await read("package-lock.json")));
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  const refusing = Object.entries(packages).flatMap(([path, { engines }]) => {
    const node = engines === undefined || Array.isArray(engines) ? "*" : engines.node ?? "*";
    return subset(promised, node) ? [] : [`${path} wants ${node}`];
  });
  expect(refusing).toEqual([]);
});

test("both packages promise the same", async () => {
  expect(manifest.parse(JSON.parse(await read("platform/package.json"))).engines.node).toBe(promised);
});

test.each(["README.md", "CONTRIBUTING.md", "docs/ship-a-web-component.md"])(
  "%s names these versions of Node and no others",
  async (path) => {
    const words = promised.split("||").map((range) => {
      const { major = 0, minor = 0 } = minVersion(range) ?? {};
      return minor === 0 ? `${major}` : `${major}.${minor}`;
    });
    const text = await read(path);
    expect(new Set(text.match(/\bNode \d[\d., ]*\d(?: or later)?/g))).toEqual(
      new Set([`Node ${words.join(", ")} or later`]),
    );
  },
);

test("the lock file names no registry", async () => {
  const text = await read("package-lock.json");
  expect(text.match(/"resolved": "(?!platform")[^"]*"/g)).toBeNull();
});
