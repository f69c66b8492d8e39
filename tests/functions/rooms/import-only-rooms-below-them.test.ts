import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const shared = fileURLToPath(new URL("../../../functions/_shared/", import.meta.url));

/** Each room of functions/_shared with the rooms that it may import. No room is above itself, so there is no circle. */
const mayImport: Record<string, string[]> = {
  contract: [],
  "runtime.ts": [],
  endpoint: ["runtime.ts"],
  env: ["endpoint"],
  "control-plane": ["contract", "endpoint", "runtime.ts"],
  table: ["contract"],
  http2: ["runtime.ts"],
  outbox: ["contract", "control-plane", "endpoint", "runtime.ts"],
  broadcast: ["contract", "control-plane", "env", "outbox"],
  chat: ["contract", "control-plane", "endpoint", "env", "outbox", "table"],
  apns: ["contract", "control-plane", "endpoint", "env", "http2", "runtime.ts"],
  push: ["apns", "contract", "control-plane", "endpoint", "http2", "runtime.ts"],
  "transports.ts": ["broadcast", "chat"],
};

/** The room of a path below functions/_shared. */
const roomOf = (path: string) => path.split("/")[0] ?? "";

function importsOf(file: string): string[] {
  const text = readFileSync(join(shared, file), "utf8");
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, path = ""]) =>
    roomOf(relative(shared, join(shared, dirname(file), path)))
  );
}

test("and all of those: no upward import, no circle, nothing outside of the folder", () => {
  const found: Record<string, string[]> = {};
  for (const file of globSync("**/*.ts", { cwd: shared })) {
    const room = roomOf(file);
    const others = importsOf(file).filter((other) => other !== room);
    found[room] = [...new Set([...found[room] ?? [], ...others])].sort();
  }
  expect(found).toEqual(mayImport);
});

test("in an order in which every room comes after those that it imports", () => {
  const rooms = Object.keys(mayImport);
  for (const [room, others] of Object.entries(mayImport)) {
    const below = rooms.slice(0, rooms.indexOf(room));
    expect([room, others.filter((other) => !below.includes(other))]).toEqual([room, []]);
  }
});
