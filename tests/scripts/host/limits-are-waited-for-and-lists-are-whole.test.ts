import { expect, test } from "vitest";
import { now } from "../../../scripts/runtime.ts";
import { open, openHosted, refusalOf } from "./opened.ts";

const label = { name: "release", color: "0e8a16", description: "made by slipway" };

test.each([403, 429] as const)(
  "a secondary limit (%i) is waited for as long as the host says",
  async (status) => {
    const { host, codeHost, waits, notes } = await openHosted();
    codeHost.fail({ kind: "secondary", status, retryAfter: 7 }, { times: 2 });
    expect(await host.ensureLabel(label)).toBe("made");
    expect(waits).toEqual([7000, 7000]);
    expect(notes.every((line) => line.includes("limits requests; going on in 7 s"))).toBe(true);
  },
);

test("a secondary limit without a time: a minute, then two", async () => {
  const { host, codeHost, waits } = await openHosted();
  codeHost.fail({ kind: "secondary" }, { times: 2 });
  await host.ensureLabel(label);
  expect(waits).toEqual([60_000, 120_000]);
});

test("an hour that is used up is waited for until it ends, by the host's clock", async () => {
  // the deps' clock stands at 0, so that only the host's can be meant
  const { host, codeHost, waits } = await openHosted();
  codeHost.state.limit = { remaining: 0, resetAt: Math.floor(now() / 1000) + 300 };
  const pending = refusalOf(host.ensureLabel(label));
  expect((await pending).code).toBe("host_limited");
  expect(waits.length).toBeGreaterThan(0);
  expect(Math.abs((waits[0] ?? 0) - 300_000)).toBeLessThan(5_000);
});

test("what would take longer than the limit is refused at once, with the time", async () => {
  const { host, codeHost, waits } = await openHosted({}, { limitWaitMs: 10_000 });
  codeHost.fail({ kind: "secondary", retryAfter: 11 });
  const refusal = await refusalOf(host.ensureLabel(label));
  expect(refusal).toMatchObject({ code: "host_limited", exitCode: 1 });
  expect(refusal.message).toContain("11 s");
  expect(waits).toEqual([]);
});

test("a broken host is asked again; then it is unreachable", async () => {
  const { host, codeHost, waits } = await openHosted();
  codeHost.fail({ kind: "error", status: 500 }, { times: 3 });
  expect(await host.tagRef("light")).toMatchObject({ isAnnotated: false });
  expect(waits).toEqual([1000, 2000, 4000]);
  codeHost.fail({ kind: "error", status: 502 }, { times: 4 });
  expect((await refusalOf(host.tagRef("light"))).code).toBe("host_unreachable");
});

test("a connection that breaks is repeated for what may happen twice, and a dispatch may not", async () => {
  const { host, codeHost } = await openHosted();
  codeHost.fail({ kind: "drop", when: "before" });
  expect(await host.tagRef("light")).not.toBeNull();
  codeHost.fail({ kind: "drop", when: "after" }, { method: "POST" });
  expect((await refusalOf(host.dispatch("release.yml", "main", {}))).code).toBe("host_unreachable");
  expect(codeHost.state.dispatches).toHaveLength(1);
});

test("nobody at the address", async () => {
  const on = await openHosted();
  await on.codeHost.stop();
  expect((await refusalOf(on.host.tagRef("light"))).code).toBe("host_unreachable");
});

test("lists are read to their last page, plain ones and those in an object", async () => {
  const { host, codeHost, repository } = await openHosted();
  const { state, number } = codeHost;
  for (let at = 0; at < 230; at++) {
    state.runs.push({
      ...{ id: number(), sha: repository.main, name: `job ${at}`, status: "completed" },
      ...{ conclusion: "success", app: 1 },
    });
    state.releases.push({
      ...{
        id: number(),
        tag: `v${at}`,
        target: "main",
        name: "",
        body: "",
        isDraft: true,
        isPrerelease: false,
      },
      ...{ isImmutable: false, publishedAt: null, assets: [] },
    });
  }
  expect((await host.checksOf(repository.main, [])).others).toHaveLength(230);
  expect(await host.releaseOf("v0")).toMatchObject({ tag: "v0" });
  expect(state.calls.filter(({ call }) => call.includes("page=3"))).toHaveLength(2);
});

test("what has not changed is asked for by its ETag, and costs nothing", async () => {
  const { host, codeHost, repository } = await openHosted();
  await host.checksOf(repository.main, []);
  const left = codeHost.state.limit.remaining;
  await host.checksOf(repository.main, []);
  expect(codeHost.state.calls.slice(-2).map(({ status }) => status)).toEqual([304, 304]);
  expect(codeHost.state.limit.remaining).toBe(left);
  codeHost.state.statuses.push({
    ...{ id: 1, sha: repository.main, context: "ci", state: "success", creator: "ada" },
  });
  expect((await host.checksOf(repository.main, [])).others).toHaveLength(1);
});

test("writes come one after the other, with a gap", async () => {
  const { host, waits, codeHost } = await openHosted({}, { writeGapMs: 1000 });
  const names = ["a", "b", "c"];
  await Promise.all(names.map((name) => host.ensureLabel({ ...label, name })));
  expect(waits).toEqual([1000, 1000]);
  expect(codeHost.state.labels.map(({ name }) => name)).toEqual(names);
});

test("a redirect within the host is followed by the same method; another host gets no token", async () => {
  const on = await openHosted();
  const { codeHost } = on;
  const to = `/repos/${codeHost.state.repo}/labels`;
  codeHost.fail({ kind: "redirect", status: 307, to }, { path: /labels$/ });
  expect(await on.host.ensureLabel(label)).toBe("made");
  codeHost.fail({ kind: "redirect", status: 302, to: `${codeHost.uploadUrl}/repos/acme/shop/labels` });
  const before = codeHost.state.calls.length;
  const refusal = await refusalOf(on.host.ensureLabel({ ...label, name: "other" }));
  expect(refusal).toMatchObject({ code: "host_refused", exitCode: 5 });
  // the redirect itself, and nothing at the other server
  expect(codeHost.state.calls.slice(before).map(({ status }) => status)).toEqual([302]);
  expect(codeHost.state.labels).toHaveLength(1);
  codeHost.fail({ kind: "redirect", status: 301, to }, { times: 9 });
  expect((await refusalOf(open(on).host.ensureLabel(label))).code).toBe("host_refused");
});

test("a wait ends when the command is interrupted", async () => {
  const controller = new AbortController();
  const on = await openHosted({}, {
    signal: controller.signal,
    sleep: () => {
      controller.abort(new Error("interrupted"));
      return Promise.resolve();
    },
  });
  on.codeHost.fail({ kind: "secondary", retryAfter: 30 });
  await expect(on.host.tagRef("light")).rejects.toThrow("interrupted");
});
