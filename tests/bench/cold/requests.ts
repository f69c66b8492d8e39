import type { Manifest } from "../../../functions/_shared/contract/manifest.ts";

/** Credentials of a project that only the benchmark knows. */
const publishableKey = "sb_publishable_bench";
const secretKey = "sb_secret_bench";
const notifySecret = "notify-secret-of-the-bench";

const announcement = "0b2e0e0a-0000-4000-8000-000000000001";
const ios = {
  label: "ios",
  name: "iOS",
  alert: { title: "Helper", body: "Build 131 is on TestFlight. Tap to install." },
  kind: "ios",
  host: "ios.example.test",
  version: "1.0.0",
  build: 131,
  updated_at: "2026-11-21T10:00:00Z",
  position: 0,
  store_url: "https://testflight.apple.com/join/a",
};

/** What the database answers: at once, and that nothing is due, so that it is the function that is measured. */
export const answers: Record<string, unknown> = {
  manifest: { name: "Bench", build: 131, seq: 1, components: { ios } } satisfies Manifest,
  update_feed: {
    schema: 1,
    component: "ios",
    channel: "live",
    seq: 1,
    generated_at: "2026-11-21T10:00:00Z",
    valid_until: "2026-11-24T10:00:00Z",
    offers: [],
    marks: [],
    policy: null,
  },
  check_update: { kind: "up-to-date", can_skip: true, reason: "no_newer_build" },
  register_device: { registered: true, component: "ios", current_build: 131 },
  claim_deliveries: [],
  claim_push_batch: null,
  claim_store_looks: [],
  reannounce: announcement,
  announcement_report: {
    announcement,
    broadcast: { ok: true, status: 202 },
    apns: { sent: 0, total: 0, results: [] },
    complete: true,
  },
};

const json = { "content-type": "application/json" };
const device = { component: "ios", token: "ab".repeat(32), environment: "production" };

/** A request that each function takes, and the status that it then answers. */
export const requests: Record<
  string,
  { path: string; method: string; headers: Record<string, string>; body: string; status: number }
> = {
  updates: { path: "/updates/ios/live", method: "GET", headers: {}, body: "", status: 200 },
  check: { path: "/check?component=ios", method: "GET", headers: {}, body: "", status: 200 },
  ios: { path: "/ios", method: "GET", headers: {}, body: "", status: 302 },
  manifest: { path: "/manifest", method: "GET", headers: {}, body: "", status: 200 },
  devices: {
    path: "/devices",
    method: "POST",
    headers: { apikey: publishableKey, ...json },
    body: JSON.stringify(device),
    status: 200,
  },
  announce: {
    path: "/announce",
    method: "POST",
    headers: { apikey: secretKey, ...json },
    body: "{}",
    status: 202,
  },
  push: { path: "/push", method: "POST", headers: { apikey: secretKey, ...json }, body: "{}", status: 202 },
  "asc-webhook": {
    path: "/asc-webhook",
    method: "POST",
    headers: { apikey: secretKey, ...json },
    body: "{}",
    status: 202,
  },
  "notify-ios-build": {
    path: "/notify-ios-build",
    method: "POST",
    headers: { authorization: `Bearer ${notifySecret}`, ...json },
    body: "{}",
    status: 200,
  },
};

export function environment(projectUrl: string): Record<string, string> {
  return {
    SUPABASE_URL: projectUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: secretKey }),
    NOTIFY_IOS_BUILD_SECRET: notifySecret,
    HEARTBEAT_SECRET: notifySecret,
  };
}
