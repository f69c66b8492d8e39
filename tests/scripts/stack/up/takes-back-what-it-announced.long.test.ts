import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeTempDir, removeDir } from "../../../../scripts/runtime.ts";
import { plainEnvironment } from "../../../support/monorepo/run.ts";
import { end, stackUp } from "./slipway.ts";

test("while it is up it is listed for its user, in XDG_RUNTIME_DIR where there is one; afterwards no more", async () => {
  const home = await makeTempDir("slipway-announce-");
  onTestFinished(() => removeDir(home));
  const env = { ...plainEnvironment(home), XDG_RUNTIME_DIR: join(home, "run") };
  const up = await stackUp([], { env, clearEnv: true });
  expect(await readdir(join(home, "run/slipway"))).toEqual([`${up.run.pid}.json`]);
  expect(await end(up)).toBe(0);
  expect(await readdir(join(home, "run/slipway"))).toEqual([]);
});
