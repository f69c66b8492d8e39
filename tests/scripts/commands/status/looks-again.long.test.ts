import { expect, test } from "vitest";
import { useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

test("--watch looks again until Ctrl-C", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const watch = yard().start(repo, repo.root, ["status", "--watch", "--json"]);
  await watch.until("two looks", () => watch.lines.length > 1);
  watch.kill("SIGINT");
  expect((await watch.ended).code).toBe(130);
});
