import { expect, test } from "vitest";
import { onRemote, openReleases, versionsOf } from "../../support/release-yard.ts";
import { events, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

test("promise 123: a fix starts at main, gets a patch version, and goes back to where work goes on", async () => {
  const at = await openReleases(yard(), {
    edit: (draft) => void (draft.ship.release = { back_merge: { from: "main", to: "next" } }),
  });
  const { repo } = at;
  // what is in the making stays out of the fix
  await repo.git("switch", "--quiet", "--create", "next");
  await repo.commit("feat: in the making", { "apps/tray/src/next.rs": "// next\n" });
  await repo.git("push", "--quiet", "--no-verify", "origin", "next");
  await repo.git("switch", "--quiet", "--create", "hotfix/crash", "main");
  await repo.commit("fix: a crash", { "apps/tray/src/main.rs": "// fixed\n" });
  await repo.git("switch", "--quiet", "main");
  await repo.git("merge", "--quiet", "--no-ff", "--message", "Merge hotfix/crash", "hotfix/crash");
  await repo.git("push", "--quiet", "--no-verify", "origin", "main");

  const fixed = await at.release("tray", "--channel", "live");
  expect(fixed.code, fixed.stderr).toBe(0);
  expect(versionsOf(fixed)).toEqual({ tray: "1.8.6" });
  expect(await at.tags()).toContain("tray-v1.8.6");

  const back = await yard().run(repo, "back-merge", "--json");
  expect(back.code, back.stderr).toBe(0);
  expect(events(back).at(-1)).toMatchObject({ outcome: "done" });
  await repo.git("fetch", "--quiet", "origin");
  expect((await repo.tryGit("merge-base", "--is-ancestor", "tray-v1.8.6", "origin/next")).code).toBe(0);
  expect(await onRemote(repo, "apps/tray/src/main.rs", "next")).toBe("// fixed");
  expect(await onRemote(repo, "apps/tray/src/next.rs", "next")).toBe("// next");
});
