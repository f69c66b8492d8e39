import { expect, test } from "vitest";
import { useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

test("promise 133: killed in the middle of a step it goes on there, and nothing of it runs on alone", async () => {
  const repo = await yard().open({
    edit(draft) {
      const step = (name: string, run: string) => ({ name, check: `test -e made/${name}`, run });
      draft.ship.bootstrap = [
        step("user", "mkdir -p made && echo user >> made/log && touch made/user"),
        step("key", "touch made/begun; test -e made/fast || sleep 600; echo key >> made/log; touch made/key"),
        step("cron", "touch made/cron"),
      ];
    },
    files: { ".gitignore": "made/\n" },
  });
  const has = (name: string) => repo.read(`made/${name}`).then(() => true, () => false);
  const running = yard().start(repo, repo.root, ["bootstrap"]);
  await running.until("the second step runs", () => has("begun"));
  running.kill("SIGKILL");
  await running.ended;
  expect(await has("key")).toBe(false);

  await repo.write("made/fast", "");
  const again = await yard().run(repo, "bootstrap");
  expect(again.code, again.stderr).toBe(0);
  expect(again.stdout).toBe("user: done before\nkey: done\ncron: done\n");
  // what was killed wrote nothing afterwards
  expect(await repo.read("made/log")).toBe("user\nkey\n");
});
