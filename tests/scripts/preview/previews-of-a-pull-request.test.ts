import { expect, onTestFinished, test } from "vitest";
import { createOutput } from "../../../scripts/cli/output.ts";
import { openGit } from "../../../scripts/git/git.ts";
import { loadWorkspace } from "../../../scripts/manifest/load.ts";
import { deployPreviews, endPreviews, previewsOfChanges } from "../../../scripts/preview/preview.ts";
import { previewUrl } from "../../../scripts/preview/preview-url.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import { open as openHost, openHosted } from "../host/opened.ts";

const jobToken = "ghs_job0000000000000000000000000000000000";
const output = createOutput({ json: true }, (text) => text);

/** Two components with a preview, and one without, on a branch that changed `web`. */
async function openShop(web: string, docs = "echo https://docs-1.preview.example/"): Promise<Monorepo> {
  const repo = await createMonorepo({
    ...{ components: [], remote: false },
    edit(draft) {
      draft.build = 1;
      draft.components = {
        web: { name: "Web *1*", kind: "web", version: "1.0.0", build: 1, paths: ["web"], preview: web },
        docs: { name: "Docs", kind: "web", version: "1.0.0", build: 1, paths: ["docs"], preview: docs },
        api: { name: "API", kind: "server", version: "1.0.0", build: 1, paths: ["api"] },
      };
    },
  });
  onTestFinished(() => repo.stop());
  await repo.git("branch", "base");
  await repo.commit("feat: web", { "web/a.txt": "1\n" });
  return repo;
}

/** A pull request at the host, which a job with no right but to write below it works on. */
async function openPull() {
  const hosted = await openHosted({
    tokens: {
      [jobToken]: {
        ...{ kind: "workflow", login: "github-actions[bot]" },
        permissions: { contents: "read", pull_requests: "write" },
      },
    },
  });
  const { number } = await hosted.host.openPullRequest({
    head: "next",
    base: "main",
    title: "Web",
    body: "",
  });
  const comments = hosted.codeHost.state.issues.find((one) => one.number === number)?.comments ?? [];
  return { number, comments, host: openHost(hosted, jobToken).host };
}

const deploy = async (
  { root }: Monorepo,
  keys: readonly string[],
  pull: Parameters<typeof deployPreviews>[1]["pull"],
) =>
  await deployPreviews(keys, {
    ...{ workspace: await loadWorkspace(root), output, pull },
    signal: new AbortController().signal,
  });
const changed = async ({ root }: Monorepo, base = "base") =>
  await previewsOfChanges(openGit(root), await loadWorkspace(root), base);

test("promise 158: what a pull request changed gets an address, and one comment tells it", async () => {
  const [repo, { number, comments, host }] = await Promise.all([
    openShop('echo "built" && echo https://web-1.preview.example/?a=1 && echo progress >&2'),
    openPull(),
  ]);
  expect(await changed(repo)).toEqual(["web"]);
  await deploy(repo, await changed(repo), { number, host });
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toContain("<https://web-1.preview.example/?a=1>");
  expect(comments[0]?.body).not.toContain("*1*");

  await repo.commit("feat: docs", { "docs/a.txt": "1\n", "api/a.txt": "1\n" });
  await deploy(repo, await changed(repo), { number, host, sha: "f".repeat(40) });
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toMatch(/Preview of f{12}:[^]*web-1\.preview[^]*docs-1\.preview/);

  await endPreviews(number, host);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toContain("closed");
});

test("one that fails does not stop the others, and a comment of somebody else stays as it is", async () => {
  const [repo, { number, comments, host }] = await Promise.all([
    openShop("echo https://half.example/; exit 4"),
    openPull(),
  ]);
  const planted = { id: 7, body: "<!-- slipway:preview --> <https://evil.example>", author: "mallory" };
  comments.push({ ...planted });
  await expect(deploy(repo, ["web", "docs"], { number, host })).rejects.toMatchObject({
    code: "preview_failed",
    exitCode: 1,
  });
  expect([comments.length, comments[0]]).toEqual([2, planted]);
  expect(comments[1]?.body).toMatch(/`web`\): failed[^]*docs-1\.preview/);
  expect(comments[1]?.body).not.toContain("half.example");
});

test("a pull request that had no preview stays without a comment, also when it is closed", async () => {
  const [repo, { number, comments, host }] = await Promise.all([
    openShop("echo https://a.example"),
    openPull(),
  ]);
  await deploy(repo, await changed(repo, "HEAD"), { number, host });
  await endPreviews(number, host);
  expect(comments).toEqual([]);
});

test("promise 166: in a clone it needs no host and no pull request", { timeout: 240_000 }, async () => {
  const repo = await openShop("echo https://web-1.preview.example/");
  const { code, stdout } = await repo.run("preview", "web");
  expect([code, stdout]).toEqual([0, "web: https://web-1.preview.example/\n"]);
  const refused = await repo.run("preview", "web", "--changed");
  expect([refused.code, refused.stderr.includes("preview_unclear")]).toEqual([2, true]);
});

test("a component without a preview, and one whose command prints no address, are refused", async () => {
  const repo = await openShop("echo done");
  await expect(deploy(repo, ["api"], null)).rejects.toMatchObject({ code: "preview_missing", exitCode: 2 });
  await expect(deploy(repo, ["web"], null)).rejects.toMatchObject({ code: "preview_no_url", exitCode: 1 });
});

test.each([
  ["https://a.example/b?c=1", "https://a.example/b?c=1"],
  ["http://127.0.0.1:3000", "http://127.0.0.1:3000/"],
  ["javascript:alert(1)", null],
  ["file:///etc/passwd", null],
  ["https://user:word@a.example", null],
  ["https://a.example> <b>", null],
  ["https://a.example/ and more", null],
  ["https://a.example/|x", null],
  ["", null],
  [`https://a.example/${"x".repeat(2000)}`, null],
])("an address is http or https, and nothing else: %j", (line, url) => {
  expect(previewUrl(line)).toBe(url);
});
