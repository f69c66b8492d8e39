import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Git, openGit } from "../../../scripts/git/git.ts";
import { openObjects } from "../../../scripts/git/objects.ts";
import { sleep } from "../../../scripts/runtime.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import { until } from "../../support/until.ts";

const large = new Uint8Array(300_000).map((_, at) => at % 251);
let repo: Monorepo;
beforeAll(async () => {
  repo = await createMonorepo({ remote: false });
  await repo.commit("Files", { large, "one 5": "1\n", "two missing": "2\n", empty: "" });
});
afterAll(() => repo?.stop());

/** git, and how many of its conversations were begun and have ended. */
function counted(root = repo.root): { git: Git; begun: number; ended: number } {
  const plain = openGit(root);
  const counts = {
    begun: 0,
    ended: 0,
    git: {
      ...plain,
      converse: (...args: Parameters<Git["converse"]>) => {
        counts.begun++;
        const conversation = plain.converse(...args);
        const isOver = () => void counts.ended++;
        conversation.ended.then(isOver, isOver);
        return conversation;
      },
    },
  };
  return counts;
}
const text = (object: { bytes: Uint8Array } | null) => object && new TextDecoder().decode(object.bytes);

test("one after the other and many at once, whatever their names and sizes: one process, and none stays", async () => {
  const counts = counted();
  const read = openObjects(counts.git);
  expect(text(await read("HEAD:one 5"))).toBe("1\n");
  const bytes = (await read("HEAD:large"))?.bytes;
  expect(large.every((byte, at) => bytes?.[at] === byte) && bytes?.length).toBe(large.length);
  expect(text(await read("HEAD:two missing"))).toBe("2\n");
  expect(await read("HEAD:nothing 7")).toBeNull();
  expect(await read("no-such-commit:one 5")).toBeNull();
  expect(await read("HEAD:web")).toMatchObject({ kind: "tree" });
  const names = Array.from({ length: 60 }, (_, at) => ["HEAD:large", "HEAD:empty", "HEAD:x"][at % 3] ?? "");
  const sizes = (await Promise.all(names.map(read))).map((object) => object?.bytes.length);
  expect(sizes).toEqual(names.map((_, at) => [large.length, 0, undefined][at % 3]));
  expect(counts.begun).toBe(1);
  await until("it has ended", () => counts.ended === 1);
  expect(text(await read("HEAD:one 5"))).toBe("1\n");
  expect(counts.begun).toBe(2);
});

test("asked again just when it ends, it still answers", async () => {
  const counts = counted();
  const read = openObjects(counts.git);
  for (let pause = 0; pause < 24; pause++) {
    expect(text(await read("HEAD:one 5"))).toBe("1\n");
    await sleep(pause);
  }
  expect(counts.begun).toBeGreaterThan(1);
});

test("a git that ends says why to everybody who waits", async () => {
  const gone = await createMonorepo({ remote: false });
  await rm(join(gone.root, ".git"), { recursive: true });
  const read = openObjects(openGit(gone.root));
  const answers = await Promise.allSettled([read("HEAD:a"), read("HEAD:b")]);
  await gone.stop();
  expect(answers).toMatchObject([1, 2].map(() => ({
    status: "rejected",
    reason: { code: "git_failed", message: expect.stringContaining("not a git repository") },
  })));
  const nowhere = openObjects(openGit(join(repo.root, "nowhere")));
  await expect(nowhere("HEAD:a")).rejects.toMatchObject({ code: "git_missing" });
});
