import { afterEach, beforeEach, expect, test } from "vitest";
import { runProgram } from "../../../support/monorepo/run.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let nine: Monorepo;
beforeEach(async () => void (nine = await createMonorepo()));
afterEach(() => nine.stop());

test("it works in a shallow clone, from any folder, without git, network and credentials", async () => {
  const target = `${nine.home}/shallow`;
  await nine.git("clone", "--quiet", "--depth=1", `file://${nine.remote}`, target);
  // a proxy that nobody listens at: any request would fail
  const nowhere = {
    HTTPS_PROXY: "http://127.0.0.1:9",
    HTTP_PROXY: "http://127.0.0.1:9",
    SLIPWAY_URL: "http://127.0.0.1:9",
  };
  const inside = await nine.run("check", { cwd: `${target}/web/docs/src`, env: nowhere });
  expect([inside.code, inside.stdout]).toEqual([0, ""]);
  await nine.git("-C", target, "status");
  await runProgram("rm", ["-rf", `${target}/.git`], { cwd: nine.home, env: nine.env });
  expect((await nine.run("check", { cwd: target, env: nowhere })).code).toBe(0);
});

test("an iOS build in flight passes and is said", async () => {
  expect((await nine.run("bump", "ios")).stdout).toBe("ios 114 → 115\n");
  const { code, stdout } = await nine.run("check", "--json");
  expect([code, JSON.parse(stdout)]).toEqual([0, {
    ok: true,
    findings: [],
    notices: ["ios: in flight 114 → 115"],
  }]);
});
