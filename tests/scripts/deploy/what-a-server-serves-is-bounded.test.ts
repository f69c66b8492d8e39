import { describe, expect, test } from "vitest";
import { matchApart } from "../../../scripts/deploy/probes/match.ts";
import { fileInTarball } from "../../../scripts/deploy/probes/tarball.ts";
import { problemsOf } from "../../../scripts/manifest/problems.ts";
import { memoryMonorepo } from "../../support/monorepo/in-memory.ts";

describe("a pattern and a text", () => {
  test("that take for ever together are given up", async () => {
    expect(await matchApart("^(a+)+$", `${"a".repeat(60)}b`)).toMatchObject({
      problem: expect.stringContaining("longer"),
    });
  });

  test("answer as they do elsewhere", async () => {
    expect(await matchApart("BUILD=(\\d+)", "BUILD=7")).toEqual({ found: "7" });
    expect(await matchApart("\\d+", "BUILD=7")).toEqual({ found: "7" });
    expect(await matchApart("x", "BUILD=7")).toEqual({ found: null });
    expect(await matchApart("(", "BUILD=7")).toHaveProperty("problem");
  });
});

/** A header of an archive, and so many zeros behind it. */
function* entry(name: string, type: string, size: number): Generator<Uint8Array<ArrayBuffer>> {
  const header = new Uint8Array(512);
  const write = (text: string, at: number) => header.set(new TextEncoder().encode(text), at);
  write(name, 0);
  write(size.toString(8).padStart(11, "0"), 124);
  write(type, 156);
  write("ustar", 257);
  yield header;
  const chunk = new Uint8Array(1024 * 1024);
  for (let left = Math.ceil(size / 512) * 512; left > 0; left -= chunk.length) {
    yield chunk.subarray(0, Math.min(left, chunk.length));
  }
}

const packed = (...entries: Iterable<Uint8Array<ArrayBuffer>>[]) =>
  ReadableStream.from(entries.flatMap((parts) => [...parts])).pipeThrough(new CompressionStream("gzip"));

describe("an archive", () => {
  test.each(["x", "L"])("with a name of 400 MB (%s) is refused before it is unpacked", async (type) => {
    await expect(fileInTarball(packed(entry("name", type, 400_000_000)), "a")).rejects.toThrow(
      "a name in the archive",
    );
  });

  test("whose wanted file is large is refused, and a large one beside it is let go", async () => {
    await expect(fileInTarball(packed(entry("a", "0", 100_000_000)), "a")).rejects.toThrow(
      "a in the archive",
    );
    expect(await fileInTarball(packed(entry("b", "0", 100_000_000), entry("a", "0", 3)), "a")).toEqual(
      new Uint8Array(3),
    );
    await expect(fileInTarball(packed(entry("b", "0", 600_000_000)), "a")).rejects.toThrow("512 MB");
  });

  test("with a global header between a name and its file", async () => {
    const name = "n".repeat(120);
    const long = entry("l", "L", 120);
    const parts = [...long];
    parts[1] = new Uint8Array(512);
    parts[1].set(new TextEncoder().encode(name));
    expect(await fileInTarball(packed(parts, entry("g", "g", 10), entry("short", "0", 2)), name)).toEqual(
      new Uint8Array(2),
    );
  });
});

test.each(["file:///etc/passwd", "data:,BUILD=7", "ftp://example.test/", "blob:x"])(
  "a probe of %s is refused",
  async (url) => {
    const manifest = JSON.parse((await memoryMonorepo({ components: ["docs"] })).text);
    manifest.components.docs.verify = [{ url, regex: "BUILD=(\\d+)" }];
    expect(problemsOf(manifest).problems).toHaveLength(1);
    manifest.components.docs.verify = [{ url: "http://127.0.0.1/x", regex: "BUILD=(\\d+)" }];
    expect(problemsOf(manifest).problems).toEqual([]);
  },
);
