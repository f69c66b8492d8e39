import { expect, test } from "vitest";
import { makeTempDir, removeDir } from "../../scripts/runtime.ts";
import { plainEnvironment, runProgram } from "../support/monorepo/run.ts";
import { slipwayCommand } from "../support/repository.ts";

test("npm start -- --once moves a build, rolls the next one out, lets the store announce one and reaches an open page; with a chat that refuses it ends with 1, and names only that", async () => {
  const home = await makeTempDir("slipway-demo-");
  const { code, stdout, stderr } = await runProgram(slipwayCommand, ["demo", "--once", "--json"], {
    cwd: home,
    env: { ...plainEnvironment(home), TELEGRAM_BOT_TOKEN: "1:wrong" },
  });
  await removeDir(home);
  expect(code, stderr).toBe(1);
  const { apns, rollout, store, page, telegram, problems } = JSON.parse(stdout);
  expect(apns).toMatchObject({ sent: 1000, total: 1000 });
  expect(rollout).toMatchObject({ build: 116, told_first: rollout.inside, told: 1000, told_again: 0 });
  expect(store).toMatchObject({ build: 117, told: 1000 });
  expect(page).toMatchObject({ build: 131, newest: 132, kind: "available" });
  expect(telegram).toBe(false);
  expect(problems).toHaveLength(1);
});
