import { expect, test } from "vitest";
import type { DatabaseSide } from "../../../../scripts/release/sentry/place.ts";
import { findEndless } from "../../../../scripts/release/sentry/versions.ts";

const now = Date.parse("2026-03-10T12:00:00Z");
const ago = (hours: number) => new Date(now - hours * 3_600_000).toISOString();
type Release = DatabaseSide["releases"]["releases"][number];

function release(version: string, change: Partial<Release>): Release {
  return {
    ...{ component: "tray", version, channel: "live", tag: `tray-v${version}`, build: 1, commit_sha: null },
    ...{ ship: "0d1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b", reserved_at: ago(100), tagged_at: null },
    ...{ published_at: null, url: null, record: null, is_abandoned: false },
    ...change,
  };
}
const ship = (started_at: string, kind: "release" | "ship" = "release") => ({
  ...{ ship: "11111111-2222-4333-8444-555555555555", component: "tray", with_components: ["platform"] },
  ...{ holder: "ada", kind, started_at },
});
const keys = (releases: Release[], ships: ReturnType<typeof ship>[] = []) =>
  findEndless({ releases, ships, now }).map(({ key }) => key);

test("promise 99: versions that never got a tag, tags that were never published, and releases that nobody ended", () => {
  expect(keys([release("1.9.0", {}), release("2.0.0", { reserved_at: ago(23) })])).toEqual([
    "reserved:tray:1.9.0",
  ]);
  expect(keys([release("1.9.0", { is_abandoned: true })])).toEqual([]);
  const tagged = (version: string, hours: number) => release(version, { tagged_at: ago(hours) });
  expect(keys([tagged("1.9.0", 25), tagged("1.9.1", 23)])).toEqual(["unpublished:tray:1.9.0"]);
  // nobody gets it any more
  const published = release("1.9.1", { tagged_at: ago(25), published_at: ago(24) });
  expect(keys([tagged("1.9.0", 50), published])).toEqual([]);
  expect(keys([tagged("1.9.0", 50), { ...published, component: "platform" }])).toEqual([
    "unpublished:tray:1.9.0",
  ]);
  // a tag that is only there to count from
  expect(keys([release("1.0.0", { tagged_at: ago(500), ship: null })])).toEqual([]);
  expect(keys([], [ship(ago(2))])).toEqual(["ship:11111111-2222-4333-8444-555555555555"]);
  expect(keys([], [ship(ago(0.5)), ship(ago(2), "ship")])).toEqual([]);
});
