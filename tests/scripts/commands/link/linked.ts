import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { StackInfo } from "../../../../scripts/stack/info.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";
import { plainEnvironment } from "../../../support/monorepo/run.ts";
import { end, stackUp } from "../../stack/up/slipway.ts";

/** A clone, and a platform that somebody started in it. */
interface Linking {
  at: Monorepo;
  info: StackInfo;
  /** Where `link` keeps what it was given. A clone without a remote goes by its own path. */
  file: string;
  /** What is in it, but for the comment; null while it is not there. */
  written(): Promise<string | null>;
}

/** One for all tests of a file. */
export function useLinking(): () => Linking {
  let up: Awaited<ReturnType<typeof stackUp>>;
  let linking: Linking;
  beforeAll(async () => {
    const at = await createMonorepo({ remote: false });
    up = await stackUp([], { cwd: at.root, env: plainEnvironment(at.home), clearEnv: true });
    const digest = createHash("sha256").update(realpathSync(at.root)).digest("hex").slice(0, 12);
    const file = join(at.home, `.config/slipway/nine-${digest}.env`);
    const written = () => readFile(file, "utf8").then((text) => text.replace(/^#.*\n/, ""), () => null);
    linking = { at, info: up.info, file, written };
  });
  afterAll(async () => {
    await end(up);
    await linking?.at.stop();
  });
  return () => linking;
}
