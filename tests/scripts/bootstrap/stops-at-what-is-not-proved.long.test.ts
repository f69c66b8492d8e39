import { expect, test, vi } from "vitest";
import { made, openWith } from "./steps.ts";

vi.setConfig({ testTimeout: 240_000 });

test("a step that its check does not prove, and one that takes too long, stop it", async () => {
  const unproven = await openWith([made("user", { check: "echo still none; false" }), made("later")]);
  const outcome = await unproven.run("bootstrap");
  expect([outcome.code, outcome.stderr.includes("bootstrap_unproven")]).toEqual([8, true]);
  expect(outcome.stderr).toContain("still none");
  expect(await unproven.read("made/log")).toBe("user\n");

  const slow = await openWith([made("user", { run: "sleep 600", timeout_s: 2 })]);
  const late = await slow.run("bootstrap");
  expect([late.code, late.stderr.includes("bootstrap_timeout")]).toEqual([1, true]);
});

test("every variable that is missing is named before anything runs; what is there reaches the step, and is never shown", async () => {
  const repo = await openWith([
    made("user", {
      env: ["ADMIN_PASSWORD"],
      run: 'echo "with $ADMIN_PASSWORD"; test "$GITHUB_TOKEN" = "" && mkdir -p made && touch made/user',
    }),
    made("key", { env: ["ADMIN_EMAIL", "ADMIN_PASSWORD"] }),
  ]);
  const none = await repo.run("bootstrap");
  expect([none.code, none.stderr.includes("bootstrap_incomplete")]).toEqual([4, true]);
  expect(none.stderr).toContain("ADMIN_PASSWORD (user), ADMIN_EMAIL (key), ADMIN_PASSWORD (key)");
  await expect(repo.read("made/log")).rejects.toThrow();
  const env = { ADMIN_PASSWORD: "correct-horse-battery", ADMIN_EMAIL: "ana@app.test", GITHUB_TOKEN: "ghs_x" };
  const all = await repo.run("bootstrap", { env });
  expect(all.code, all.stderr).toBe(0);
  expect(all.stderr).toContain("user | with ***");
  expect(all.stderr + all.stdout).not.toContain("correct-horse-battery");
  // what is done needs nothing any more
  expect((await repo.run("bootstrap")).code).toBe(0);
});
