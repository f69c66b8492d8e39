import { expect, test } from "vitest";
import { openPublishing } from "../../../support/publication.ts";
import { codes, events, useShipyard } from "../../../support/shipyard.ts";
import type { Call } from "../../../support/shipyard/tap.ts";

const yard = useShipyard();

test(
  "killed at any moment, the next run does what is left, from any clone, and nobody is told twice",
  async () => {
    const on = await openPublishing(yard());
    const tag = await on.cut("tray", "live");
    const assets = await on.buildTray();

    /** Runs until the moment, and kills it before anything else happens. */
    const killedAfter = async (name: string, when: "before" | "after") => {
      yard().tap[when] = (call: Call) => {
        if (call.name !== name) return Promise.resolve("pass");
        running.kill("SIGKILL");
        return Promise.resolve(when === "before" ? "lose" : "pass");
      };
      const running = on.start(tag, ...assets);
      expect((await running.ended).code, name).toBe(128);
      yard().tap.reset();
    };
    await killedAfter("record_artifacts", "before");
    expect(on.codeHost.state.releases).toMatchObject([{ isDraft: true }]);
    await killedAfter("record_publication", "before");
    expect(on.codeHost.state.releases).toMatchObject([{ isDraft: false }]);
    expect(await yard().chat()).toEqual([]);
    await killedAfter("offer_build", "after");
    expect(await on.remoteFile("release-manifests/tray-live.json")).toBe(null);

    // its lease is over, and somebody else goes on
    await yard().sql`update ship.ships set lease_expires_at = clock_timestamp() where finished_at is null`;
    const clone = await on.repo.clone();
    const outcome = await clone.run("release", "publish", tag, ...assets, "--json", { env: on.env });
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(events(outcome).at(-1)).toMatchObject({ outcome: "published", did: ["updater"] });
    expect(JSON.parse(await on.remoteFile("release-manifests/tray-live.json") ?? "")).toMatchObject({
      version: "1.9.0",
    });
    expect(on.codeHost.state.releases).toMatchObject([{ isDraft: false, assets: [{}, {}, {}] }]);
    expect([...await yard().sql`select bps, channel from ship.offers where build = 42`]).toEqual([
      { bps: 10_000, channel: "live" },
    ]);
    expect((await yard().status()).ships).toEqual([]);
  },
  300_000,
);

test("two at once: one does it, the other is told so or waits, and finds nothing to do", async () => {
  const on = await openPublishing(yard(), ({ components }) => {
    const command = "while [ ! -f $HOME/go ]; do sleep 0.1; done";
    Object.assign(Object(components.platform?.release), { floats: { command } });
  });
  const tag = await on.cut("platform", "beta");
  const first = on.start(tag);
  await first.until(
    "it is at its last step",
    () => first.lines.some((line) => line.includes('"step":"float"')),
  );
  const clone = await on.repo.clone();
  const told = await clone.run("release", "publish", tag, "--json", { env: on.env });
  expect([told.code, ...codes(told)]).toEqual([6, "lease_held"]);
  const waiting = clone.run("release", "publish", tag, "--json", "--wait", { env: on.env });
  await on.repo.write("../home/go", "");
  const [one, other] = await Promise.all([first.ended, waiting]);
  expect([one, other].map((outcome) => [outcome.code, events(outcome).at(-1)?.outcome])).toEqual([
    [0, "published"],
    [0, "already_published"],
  ]);
  expect(on.codeHost.state.releases).toHaveLength(1);
}, 300_000);

test("a host that limits, fails, breaks off and computes no digest is borne", async () => {
  const on = await openPublishing(yard());
  const tag = await on.cut("tray", "beta");
  const { fail } = on.codeHost;
  fail({ kind: "secondary", retryAfter: 1 }, { method: "POST", path: /\/releases$/ });
  fail({ kind: "error", status: 500 }, { method: "GET", path: /\/releases$/ });
  fail({ kind: "starter" }, { method: "POST", path: /\/assets$/ });
  fail({ kind: "no-digest" }, { method: "POST", path: /\/assets$/ });
  fail({ kind: "drop", when: "after" }, { method: "POST", path: /\/assets$/ });
  fail({ kind: "drop", when: "after" }, { method: "PATCH", path: /\/releases\/\d+$/ });
  const outcome = await on.publish(tag, ...await on.buildTray());
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(on.codeHost.state.releases).toMatchObject([{
    isDraft: false,
    assets: [{ state: "uploaded" }, { state: "uploaded" }, { state: "uploaded" }],
  }]);
}, 300_000);
