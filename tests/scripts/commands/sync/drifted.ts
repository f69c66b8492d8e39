import { afterEach, beforeEach } from "vitest";
import { createMonorepo, type Monorepo, pbxprojPath } from "../../../support/monorepo.ts";

/** The nine components, anew for each test. */
export function useNine(): () => Monorepo {
  let nine: Monorepo;
  beforeEach(async () => void (nine = await createMonorepo({ remote: false })));
  afterEach(() => nine.stop());
  return () => nine;
}

/** Edits three places by hand; the diff. */
export async function drift(nine: Monorepo): Promise<string> {
  await nine.write("web/docs/package.json", '{"build": 3}');
  await nine.write(
    pbxprojPath,
    (await nine.read(pbxprojPath)).replace("= 114;", "= 113;").replace(
      "DisplayName = Helper;",
      "DisplayName = Old;",
    ),
  );
  return nine.git("diff");
}
