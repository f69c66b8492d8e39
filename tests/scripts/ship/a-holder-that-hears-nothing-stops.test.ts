import { expect, test } from "vitest";
import { connect } from "../../../scripts/control-plane/control-plane.ts";
import { holdLease } from "../../../scripts/ship/lease/held-lease.ts";

test("a holder whose renewals get no answer counts as lost before its leases are anybody's", async () => {
  const control = connect({ url: "http://127.0.0.1:9", key: "none", kind: "secret", source: "the test" });
  const never = { ...control, renewLease: () => new Promise<never>(() => {}) };
  const lease = {
    ...{ ship: "s", token: 1, expires_at: "", lease_seconds: 0.3, heartbeat_seconds: 0.1 },
    ...{ highest_build: null, told_notes: null },
  };
  const { signal } = holdLease(never, lease, "this clone");
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  expect(signal.reason).toMatchObject({ code: "lease_lost", exitCode: 6 });
});
