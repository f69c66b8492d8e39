import { expect, test } from "vitest";
import { pbxprojPath } from "../../../support/monorepo.ts";
import { type Checkout, codes, events, useShipyard } from "../../../support/shipyard.ts";
import { openApp, six } from "./app.ts";

const yard = useShipyard();
const swift = "ios/Helper/Helper.swift";
const line = (number: number, text: string) =>
  Array.from({ length: 9 }, (_, at) => at === number ? text : `// ${at}`);
const source = (...lines: string[]) => `${lines.join("\n")}\n`;

async function push(other: Checkout, message: string, files: Record<string, string>): Promise<void> {
  await other.commit(message, files);
  await other.git("push", "--quiet");
}

test("other lines of the same files survive beside the store's number and a person's own changes", async () => {
  const app = await openApp(yard());
  await push(app.repo, "Lines", { [swift]: source(...line(-1, "")) });
  const other = await app.repo.clone();
  await app.repo.write(swift, source(...line(1, "// mine")));
  const outcome = await app.shipDuring(async () => {
    // right below each number, where Xcode puts it
    const project = (await other.read(pbxprojPath))
      .replaceAll(/(\t+CURRENT_PROJECT_VERSION = \d+;\n)/g, "$1\t\t\t\tDEVELOPMENT_TEAM = ABCDE12345;\n");
    await other.run("bump", "docs");
    await push(other, "docs: build 42, and a team", {
      [pbxprojPath]: project,
      [swift]: source(...line(7, "// theirs")),
    });
  });

  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await app.lines()).toEqual(six(114));
  expect((await app.repo.read(pbxprojPath)).match(/DEVELOPMENT_TEAM = ABCDE12345;/g)).toHaveLength(6);
  expect(await app.repo.read(swift)).toBe(source("// 0", "// mine", ...line(7, "// theirs").slice(2)));
  const { ios, docs } = (await app.manifest()).components;
  expect([ios?.build, docs?.build]).toEqual([114, 42]);
  expect(await app.repo.git("status", "--porcelain")).toBe("");
  expect(await app.repo.git("rev-parse", "HEAD")).toBe(await app.repo.git("rev-parse", "origin/main"));
  expect(await app.repo.git("log", "--format=%s", "-2")).toBe(
    "ios: build 114, as the store has it\ndocs: build 42, and a team",
  );
  expect((await app.repo.run("check")).code).toBe(0);
});

test("a number that somebody else wrote into the project meanwhile gives way to the store's", async () => {
  const app = await openApp(yard());
  const other = await app.repo.clone();
  const outcome = await app.shipDuring(async () => {
    await other.run("bump", "ios", "--build", "116");
    await push(other, "ios: 116 was archived in Xcode", {});
  });
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await app.lines()).toEqual(six(114));
});

test("the same line of a person's own file is a conflict: it is named, nothing is lost, and what the hint says works", async () => {
  const app = await openApp(yard());
  await push(app.repo, "Lines", { [swift]: source(...line(-1, "")) });
  const other = await app.repo.clone();
  await app.repo.write(swift, source(...line(4, "// mine")));
  const outcome = await app.shipDuring(
    () => push(other, "Theirs", { [swift]: source(...line(4, "// theirs")) }),
    "--json",
  );

  expect([outcome.code, codes(outcome)]).toEqual([5, ["fast_forward_blocked"]]);
  expect(events(outcome).at(-1)).toMatchObject({
    error: {
      message: expect.stringContaining(swift),
      hint: expect.stringMatching(/git pull --rebase origin main.*slipway ios confirm --build 114/),
    },
  });
  expect(await app.repo.read(swift)).toBe(source(...line(4, "// mine")));
  expect(await app.lines()).toEqual(six(114));
  expect(await app.repo.git("diff", "--cached", "--name-only")).toBe("");

  await app.repo.commit("Mine", {});
  await app.repo.tryGit("pull", "--quiet", "--rebase", "origin", "main");
  await app.repo.write(swift, source(...line(4, "// both")));
  await app.repo.git("add", swift);
  await app.repo.git("-c", "core.editor=true", "rebase", "--continue");
  const later = await app.ios("confirm", "--build", "114");
  expect(later.code, later.stderr).toBe(0);
  expect(await app.repo.read(swift)).toBe(source(...line(4, "// both")));
  expect(await yard().deployed("ios")).toBe(114);
});

test("commits of a person that wait here are never rewritten: the hint is a command that brings both together", async () => {
  const app = await openApp(yard());
  const other = await app.repo.clone();
  await app.repo.commit("Mine", { [swift]: "enum Helper { case mine }\n" });
  const outcome = await app.shipDuring(
    () => push(other, "Theirs", { "web/docs/src/theirs.ts": "export {};\n" }),
    "--json",
  );
  expect([outcome.code, codes(outcome)]).toEqual([5, ["branch_diverged"]]);
  const hint = "git pull --rebase --autostash origin main";
  expect(events(outcome).at(-1)).toMatchObject({ error: { hint } });
  expect(await app.lines()).toEqual(six(114));

  await app.repo.git(...hint.split(" ").slice(1), "--quiet");
  const later = await app.ios("confirm", "--build", "114");
  expect(later.code, later.stderr).toBe(0);
  expect(await app.lines()).toEqual(six(114));
  expect(await app.repo.git("log", "--format=%s", "-3", "origin/main")).toBe(
    "ios: build 114, as the store has it\nMine\nTheirs",
  );
});

test.each([
  ["a file that is new on both sides", "ios/Helper/New.swift"],
  ["a folder where the remote has a file", "ios/Helper/New.swift/Mine.swift"],
])("%s stops it with everything as it was", async (_name, mine) => {
  const app = await openApp(yard());
  const other = await app.repo.clone();
  await app.repo.write(mine, "// mine\n");
  const outcome = await app.shipDuring(async () => {
    const project = (await other.read(pbxprojPath)).replace("SDKROOT = iphoneos;", "SDKROOT = auto;");
    await push(other, "Theirs", { [pbxprojPath]: project, "ios/Helper/New.swift": "// theirs\n" });
  }, "--json");
  expect([outcome.code, codes(outcome)]).toEqual([5, ["fast_forward_blocked"]]);
  expect(await app.repo.read(mine)).toBe("// mine\n");
  expect(await app.lines()).toEqual(six(114));
  expect(await app.repo.read(pbxprojPath)).toContain("SDKROOT = iphoneos;");
  expect((await app.repo.git("status", "--porcelain", "--untracked-files=all")).split("\n").toSorted())
    .toEqual([
      ` M ${pbxprojPath}`,
      `?? ${mine}`,
    ]);
});
