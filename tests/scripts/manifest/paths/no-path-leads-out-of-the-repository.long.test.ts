import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeEdits } from "../../../../scripts/manifest/edits.ts";
import { whyNoPath } from "../../../../scripts/manifest/path-rule.ts";
import { createInside, readInside } from "../../../../scripts/manifest/real-path.ts";
import { readNotes } from "../../../../scripts/ship/record/notes.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let at: Monorepo;
let secret: string;
beforeEach(async () => {
  at = await createMonorepo({ remote: false, components: ["docs", "status"] });
  secret = join(at.home, "config.json");
  await writeFile(secret, '{"auth": "hunter2", "build": 3}');
});
afterEach(() => at.stop());

/** version.json with another file for the mirror of docs. */
async function mirror(file: string, more: Record<string, string> = {}) {
  const manifest = JSON.parse(await at.read("version.json"));
  Object.assign(manifest.components.docs.mirrors[0], { file, ...more });
  await at.write("version.json", JSON.stringify(manifest));
}

async function codes(...args: string[]): Promise<string[]> {
  const { stdout } = await at.run(...args, "--json");
  const { findings, error } = JSON.parse(stdout);
  return [...findings ?? error?.findings ?? [], error ?? {}].flatMap(({ code }: { code?: string }) =>
    code ?? []
  );
}

describe("by its name", () => {
  test.each([
    ".git/config",
    ".GIT/config",
    "a/.Git/hooks/pre-push",
    ".git./config",
    ".git /config",
    ".git. . /config",
    ".git::$INDEX_ALLOCATION/config",
    "GIT~1/config",
    "git~2/config",
    ".g\u200cit/config",
    ".ｇit/config",
    "../x",
    "a/../../x",
    "/etc/passwd",
    "C:/x",
    "c:x",
    "a\\b",
    "..\\x",
  ])("%j is refused", (path) => {
    expect(whyNoPath(path)).not.toBeNull();
    expect(() => readInside(at.root, path)).toThrow(
      expect.objectContaining({ code: "path_outside", exitCode: 5 }),
    );
  });

  test.each(["a\u001bb", "a\nb", "a\u0000b", "a\u009bb"])("%j is in no version.json, and no file", (path) => {
    expect(whyNoPath(path)).not.toBeNull();
    expect(readInside(at.root, path)).toBeNull();
  });

  test.each([
    ".github/workflows/ci.yml",
    ".gitignore",
    "git/x",
    "a..b",
    "...",
    "digit~1",
    "app/[slug]",
    "Ünïcode 🚀",
    "x.git/y",
  ])(
    "%j is fine",
    (path) => expect(whyNoPath(path)).toBeNull(),
  );

  test("every path of version.json is held to it", async () => {
    const manifest = JSON.parse(await at.read("version.json"));
    const bad = ".GIT./config";
    manifest.ship = {
      ...manifest.ship,
      shared: [bad],
      notes: { chat: bad, store: bad },
      files: { refuse: [bad], allow: [bad] },
      map: { Git: bad },
    };
    manifest.components.docs.paths = [bad];
    manifest.components.docs.mirrors[0].file = bad;
    await at.write("version.json", JSON.stringify(manifest));
    const { stdout } = await at.run("check", "--json");
    const messages: string[] = JSON.parse(stdout).error.findings.map(({ message }: { message: string }) =>
      message
    );
    for (
      const pointer of [
        "/ship/shared/0",
        "/ship/notes/chat",
        "/ship/notes/store",
        "/ship/files/refuse/0",
        "/ship/files/allow/0",
        "/ship/map/Git",
        "/components/docs/paths/0",
        "/components/docs/mirrors/0/file",
      ]
    ) expect(messages.filter((message) => message.includes(`${pointer}: `)), pointer).toHaveLength(1);
  });
});

describe("by a link", () => {
  test("a mirror is neither written nor printed through it", async () => {
    await symlink(secret, join(at.root, "web/docs/linked.json"));
    await mirror("web/docs/linked.json");
    expect(await codes("check")).toContain("path_outside");
    expect(await codes("sync")).toContain("path_outside");
    expect(await readFile(secret, "utf8")).toBe('{"auth": "hunter2", "build": 3}');
  });

  test("also not in a folder that is a link, nor into git's own folder", async () => {
    await symlink(at.home, join(at.root, "web/away"));
    await symlink("../.git", join(at.root, "web/inner"));
    const config = await at.read(".git/config");
    for (const file of ["web/away/config.json", "web/inner/config"]) {
      await mirror(file);
      expect(await codes("sync"), file).toContain("path_outside");
      await expect(writeEdits(at.root, [{ path: file, after: new Uint8Array() }]), file).rejects
        .toMatchObject({
          code: "path_outside",
        });
    }
    expect(await at.read(".git/config")).toBe(config);
    expect(await readFile(secret, "utf8")).toContain("hunter2");
  });

  test("README.md is refused outside and followed inside", async () => {
    const text = await at.read("README.md");
    await at.git("rm", "--quiet", "README.md");
    await writeFile(join(at.home, "README.md"), text);
    await symlink(join(at.home, "README.md"), join(at.root, "README.md"));
    expect(await codes("readme", "--check")).toContain("path_outside");
    await at.git("reset", "--quiet", "--hard");
    await at.write("web/docs/README.md", text);
    await at.git("rm", "--quiet", "--cached", "README.md");
    await at.tryGit("clean", "-fdq", "README.md");
    await symlink("web/docs/README.md", join(at.root, "README.md"));
    expect((await at.run("readme", "--check")).code).toBe(0);
  });

  test("notes never carry a file from elsewhere into the chat", async () => {
    const manifest = JSON.parse(await at.read("version.json"));
    manifest.ship = { ...manifest.ship, notes: { ...manifest.ship?.notes, chat: "web/notes.md" } };
    await symlink(secret, join(at.root, "web/notes.md"));
    await expect(readNotes(at.root, manifest)).rejects.toMatchObject({ code: "path_outside" });
  });

  test("version.json itself", async () => {
    await writeFile(join(at.home, "version.json"), await at.read("version.json"));
    await at.git("rm", "--quiet", "version.json");
    await symlink(join(at.home, "version.json"), join(at.root, "version.json"));
    expect(await codes("check")).toEqual(["path_outside"]);
  });

  test("a commit says the same as the work tree", async () => {
    await symlink(secret, join(at.root, "web/docs/linked.json"));
    await mirror("web/docs/linked.json");
    const sha = await at.commit("linked");
    const { stderr, code } = await at.run("hooks", "pre-push", {
      input: `refs/heads/main ${sha} refs/heads/main ${"0".repeat(40)}\n`,
    });
    expect({ code, isNamed: stderr.includes("path_outside") }).toEqual({ code: 7, isNamed: true });
  });

  test("generated types and migrations", async () => {
    await mkdir(join(at.root, "supabase"), { recursive: true });
    await symlink(secret, join(at.root, "supabase/database.types.ts"));
    await at.commit("linked types");
    expect(await codes("migration", "types")).toContain("path_outside");
    await symlink(at.home, join(at.root, "supabase/migrations"));
    expect(await codes("migration", "new", "add_notes", "--contract")).toContain("path_outside");
    expect(await readFile(secret, "utf8")).toBe('{"auth": "hunter2", "build": 3}');
  });

  test("what init makes lands in no linked folder", async () => {
    await mkdir(join(at.home, "elsewhere"));
    await symlink(join(at.home, "elsewhere"), join(at.root, ".github"));
    expect(() => createInside(at.root, ".github/workflows/check.yml", "x")).toThrow(
      expect.objectContaining({ code: "path_outside" }),
    );
    await symlink(secret, join(at.root, "dangling.yml"));
    expect(() => createInside(at.root, "dangling.yml", "x")).toThrow(
      expect.objectContaining({ code: "EEXIST" }),
    );
  });

  test("a link to itself is missing, a device and a folder are no file", async () => {
    await symlink("loop", join(at.root, "loop"));
    expect(readInside(at.root, "loop")).toBeNull();
    expect(readInside(at.root, "web")).toBeNull();
  });
});

describe("what a file holds is printed only when it looks like what it should be", () => {
  test.each([
    ["build", "hunter2hunter2"],
    ["version", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"],
    ["version", "1.0.0-".padEnd(40, "a")],
    ["name", "dGhpcyBpcyBhIHNlY3JldA"],
    ["name", "\u001b]52;c;aGk=\u0007"],
  ])("%s: %j", async (value, held) => {
    await at.write("web/docs/held.json", JSON.stringify({ held }));
    await mirror("web/docs/held.json", { key: "/held", value });
    const { stdout, stderr } = await at.run("check");
    expect(stdout + stderr).toMatch(/mirror_drift|build_dotted/);
    expect(stdout + stderr).not.toContain(held);
  });

  test.each([["build", "130"], ["version", "v1.2.3-rc.1+5"], ["name", "Ada’s Café & Co."]])(
    "%s %j is shown",
    async (value, held) => {
      await at.write("web/docs/held.json", JSON.stringify({ held }));
      await mirror("web/docs/held.json", { key: "/held", value });
      expect((await at.run("check")).stdout).toContain(held);
    },
  );
});
