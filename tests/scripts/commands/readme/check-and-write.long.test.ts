import { afterEach, beforeEach, expect, test } from "vitest";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let nine: Monorepo;
beforeEach(async () => void (nine = await createMonorepo({ remote: false })));
afterEach(() => nine.stop());

test("promise 17: --check fails when the regenerated text differs, and writes nothing", async () => {
  expect((await nine.run("readme", "--check")).code).toBe(0);
  const edited = (await nine.read("README.md")).replace("(41)", "(99)");
  await nine.write("README.md", edited);
  const { code, stdout } = await nine.run("readme", "--check");
  expect([code, /^README\.md:\d+: .*\(readme_drift\)\n$/.test(stdout)]).toEqual([7, true]);
  expect(await nine.read("README.md")).toBe(edited);
});

test("promise 16: it writes the table back, byte for byte as it was", async () => {
  await nine.write(
    "README.md",
    (await nine.read("README.md")).replace(/\| ○ .*docs.*\n/, "").replace("build 131", "build 1"),
  );
  expect((await nine.run("readme")).stdout).toBe("wrote README.md\n");
  expect(await nine.git("status", "--porcelain")).toBe("");
  expect((await nine.run("readme")).stdout).toBe("");
});

test("promise 16: without a marker it is refused with exit code 5 and stays as it is", async () => {
  await nine.write("README.md", "# Nine\n");
  const { code, stderr } = await nine.run("readme");
  expect([code, stderr.includes("readme_markers_missing")]).toEqual([5, true]);
  expect(await nine.read("README.md")).toBe("# Nine\n");
  expect((await nine.run("readme", "--check")).code).toBe(7);
});

test("promise 1: a component that is added appears", async () => {
  const manifest = JSON.parse(await nine.read("version.json"));
  manifest.components.blog = {
    name: "Blog",
    kind: "web",
    host: "blog.example.test",
    build: 3,
    paths: ["web/blog"],
  };
  await nine.write("version.json", JSON.stringify(manifest));
  expect((await nine.run("readme")).code).toBe(0);
  expect(await nine.read("README.md")).toMatch(/status.*\n\| ○ +\| blog +\| \(3\) /);
});

test("promise 18: anything before the table fails readme --check and check; slipway readme says that it moves nothing", async () => {
  const moved = `# Nine\n\n${await nine.read("README.md")}`;
  await nine.write("README.md", moved);
  for (const command of [["readme", "--check"], ["check"]]) {
    const { code, stdout } = await nine.run(...command);
    expect([code, stdout]).toEqual([7, expect.stringMatching(/^README\.md:1: .*\(readme_drift\)\n$/)]);
  }
  const { code, stderr } = await nine.run("readme");
  expect([code, stderr.includes("warning: readme_drift: README.md:1: ")]).toEqual([0, true]);
  expect(await nine.read("README.md")).toBe(moved);
});
