export const announcement = "0b2e0e0a-0000-4000-8000-000000000001";

/** A leased delivery as ship.claim_deliveries describes it. */
export function delivery(more: Record<string, unknown> = {}) {
  return {
    id: 1,
    lease_token: "11111111-0000-4000-8000-000000000000",
    transport: "broadcast",
    kind: "broadcast",
    attempt: 1,
    announcement,
    seq: 12,
    forced: false,
    announced_at: "2026-11-21T10:00:00Z",
    component: "ios",
    channel: "live",
    build: 131,
    previous_build: 130,
    version: "1.0.0",
    project: "Nine",
    parts_sent: 0,
    audit_head: "12:abcdef",
    changes: null,
    components: null,
    ...more,
  };
}

export function component(key: string, more: Record<string, unknown> = {}) {
  return {
    key,
    label: key,
    name: key,
    host: `${key}.example.test`,
    kind: "web",
    build: 7,
    version: "1.0",
    position: 1,
    ...more,
  };
}

/** A component as ship.manifest describes it. */
export function manifestComponent(more: Record<string, unknown> = {}) {
  return {
    label: "l",
    name: "N",
    kind: "web",
    host: null,
    version: "1.0.0",
    build: 7,
    updated_at: "2026-11-21T10:00:00Z",
    position: 1,
    store_url: null,
    ...more,
  };
}

/** The chat leg of an announcement of ios 130 → 131. */
export function chat(more: Record<string, unknown> = {}) {
  return delivery({
    transport: "telegram",
    kind: "chat",
    component: null,
    channel: null,
    build: null,
    previous_build: null,
    version: null,
    changes: [{ component: "ios", build: 131, previous_build: 130, version: "1.0.0" }],
    components: [component("web"), component("ios", { build: 131, kind: "ios" })],
    ...more,
  });
}

export function tokenOf(id: number): string {
  return id.toString(16).padStart(64, "0");
}

/** A leased batch as ship.claim_push_batch describes it, with devices 1 to `count`. */
export function batch(count: number, more: Record<string, unknown> = {}) {
  return {
    batch_id: 5,
    run_id: 3,
    lease_token: "22222222-0000-4000-8000-000000000000",
    announcement,
    seq: 12,
    component: "ios",
    channel: "live",
    alert: { title: "Helper", body: "Build 131 is on TestFlight. Tap to install." },
    build: 131,
    topic: "test.example.helper",
    apns_environment: "production",
    apns_key: "default",
    expiration: 1_790_000_000,
    progress_every: 500,
    lease_seconds: 30,
    through_id: count,
    sent: 0,
    devices: Array.from({ length: count }, (_, index) => [index + 1, tokenOf(index + 1)]),
    ...more,
  };
}

/** A feed as ship.update_feed answers it: jsonb has its own order of keys. */
export function feed(more: Record<string, unknown> = {}) {
  return {
    seq: 12,
    marks: [{ severity: "critical", build: 121 }],
    offers: [offer()],
    policy: null,
    schema: 1,
    channel: "live",
    component: "ios",
    valid_until: "2026-11-24T10:00:00+00:00",
    generated_at: "2026-11-21T10:00:00+00:00",
    ...more,
  };
}

function offer() {
  return {
    bps: 10_000,
    url: "https://testflight.apple.com/join/x",
    salt: "3f0c1e0e-6a2b-4d5f-9a1b-0c0d0e0f1011",
    build: 131,
    notes: null,
    max_os: null,
    min_os: "16.0",
    channel: "live",
    version: "1.0.0",
    severity: "normal",
    notes_url: null,
    available_at: "2026-11-21T09:00:00+00:00",
    requires_build: 0,
  };
}

/** A file of a build as ship.update_artifacts describes it. */
export function artifact(target: string, more: Record<string, unknown> = {}) {
  return {
    target,
    url: `https://cdn.test/${target}`,
    length: 1_000,
    sha512: "ab".repeat(64),
    signature: "c2lnbmF0dXJl",
    signature_type: "minisign",
    ...more,
  };
}

/** A build with its files. */
export function published(artifacts: unknown[], more: Record<string, unknown> = {}) {
  return {
    build: 131,
    version: "1.2.0",
    available_at: "2026-11-21T09:00:00+00:00",
    severity: "normal",
    min_os: null,
    max_os: null,
    notes: null,
    notes_url: null,
    artifacts,
    ...more,
  };
}
