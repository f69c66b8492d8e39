import { expect, test } from "vitest";
import { standIn } from "./ask.ts";

const body = { title: "Release", head: "next", base: "main" };

test("one open pull request for two branches, and none without commits", async () => {
  const { ask } = await standIn();
  expect((await ask("POST", "/pulls", { body })).status).toBe(201);
  expect((await ask("POST", "/pulls", { body })).body.errors[0].message)
    .toBe("A pull request already exists for acme:next.");
  expect(
    (await ask("POST", "/pulls", { body: { ...body, head: "main", base: "next" } })).body.errors[0].message,
  )
    .toBe("No commits between next and main");
  expect((await ask("GET", "/pulls?head=next")).body).toHaveLength(1);
  expect((await ask("GET", "/pulls?head=acme:other")).body).toEqual([]);
  expect((await ask("GET", "/pulls")).body[0].mergeable).toBeUndefined();
});

test("draft, blocked by what is missing, clean, merged, closed", async () => {
  const { ask, codeHost, repository: { next, git } } = await standIn();
  const { body: { number } } = await ask("POST", "/pulls", { body: { ...body, draft: true } });
  const state = async () => (await ask("GET", `/pulls/${number}`)).body.mergeable_state;
  const pull = codeHost.state.issues[0]?.pull;
  expect(await state()).toBe("draft");
  if (pull) pull.isDraft = false;
  expect(await state()).toBe("clean");
  codeHost.state.protection.set("main", {
    required_status_checks: { strict: false, contexts: ["gate"] },
    required_pull_request_reviews: { required_approving_review_count: 1 },
  });
  expect(await state()).toBe("blocked");
  expect((await ask("PUT", `/pulls/${number}/merge`, { body: {} })).status).toBe(405);
  await ask("POST", `/statuses/${next}`, { body: { state: "success", context: "GATE" } });
  pull?.reviews.push({ user: "ada", state: "APPROVED", commit: next });
  expect(await state()).toBe("clean");
  expect((await ask("PUT", `/pulls/${number}/merge`, { body: { sha: "0".repeat(40) } })).status).toBe(409);
  const merged = await ask("PUT", `/pulls/${number}/merge`, { body: { sha: next } });
  expect(merged.status).toBe(200);
  expect(await git("ls-remote", "origin", "refs/heads/main")).toContain(merged.body.sha);
  expect((await ask("PUT", `/pulls/${number}/merge`, { body: {} })).status).toBe(405);
});

test("a conflict is dirty, and a base that moved on is behind where it must not", async () => {
  const { ask, codeHost, repository } = await standIn();
  const { body: { number } } = await ask("POST", "/pulls", { body });
  const state = async () => (await ask("GET", `/pulls/${number}`)).body.mergeable_state;
  codeHost.state.protection.set("main", { required_status_checks: { strict: true, contexts: [] } });
  expect(await state()).toBe("clean");
  await repository.commit("other.txt", "1\n");
  await repository.git("push", "-q", "origin", "main");
  expect(await state()).toBe("behind");
  await repository.commit("tray.txt", "2\n");
  await repository.git("push", "-q", "origin", "main");
  expect(await state()).toBe("dirty");
});
