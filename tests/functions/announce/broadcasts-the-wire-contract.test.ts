import { expect, test } from "vitest";
import { announce } from "../../../functions/announce/index.ts";
import { Project, secretKey } from "../support/project.ts";
import { wake } from "../support/requests.ts";
import { announcement, delivery } from "../support/rows.ts";

async function broadcast(realtime?: Project["realtime"], more: Record<string, unknown> = {}) {
  const project = new Project();
  project.hasDue([delivery(more)]);
  if (realtime !== undefined) project.realtime = realtime;
  await project.serve(announce)(wake());
  await project.settled();
  return { project, finished: project.called("finish_delivery")[0]?.args };
}

test("topic, event and payload, by the batch endpoint, the key in a header and never in the URL", async () => {
  const { project } = await broadcast();
  expect(project.broadcasts).toHaveLength(1);
  const [sent] = project.broadcasts;
  expect(sent?.url).toBe("http://project.test/realtime/v1/api/broadcast");
  expect(sent?.headers).toMatchObject({ apikey: secretKey, "content-type": "application/json" });
  expect(sent?.headers.authorization).toBeUndefined();
  expect(sent?.body).toEqual({
    messages: [{
      topic: "ios:build",
      event: "build-available",
      private: false,
      payload: {
        announcement,
        seq: 12,
        component: "ios",
        build: 131,
        previous_build: 130,
        version: "1.0.0",
        audit_head: "12:abcdef",
      },
    }],
  });
});

test("without an audit head the field is absent", async () => {
  const { project } = await broadcast(undefined, { audit_head: null });
  expect(JSON.stringify(project.broadcasts[0]?.body)).not.toContain("audit_head");
});

const refusing = (status: number, headers: Record<string, string> = {}) => () =>
  Response.json({}, { status, headers });

test.each([
  ["202", undefined, { outcome: "delivered", status: 202 }],
  ["429", refusing(429, { "retry-after": "7" }), {
    outcome: "retry",
    status: 429,
    error: "broadcast_limited",
    retry_after_s: 7,
  }],
  ["429 with a date", refusing(429, { "retry-after": "Sat, 21 Nov 2026 10:01:17 GMT" }), {
    outcome: "retry",
    retry_after_s: 60,
  }],
  ["500", refusing(500), { outcome: "retry", status: 500, error: "broadcast_unavailable" }],
  ["503", refusing(503, { "retry-after": "3" }), { outcome: "retry", status: 503, retry_after_s: 3 }],
  ["401", refusing(401), { outcome: "failed", status: 401, error: "broadcast_refused" }],
  ["422", refusing(422), { outcome: "failed", status: 422, error: "broadcast_refused" }],
  ["200, which is not the contract", refusing(200), {
    outcome: "failed",
    status: 200,
    error: "broadcast_refused",
  }],
  ["a broken connection", () => Promise.reject(new TypeError("reset")), {
    outcome: "retry",
    error: "transport_error",
  }],
])("an answer of %s", async (_, realtime, outcome) => {
  const { finished } = await broadcast(realtime);
  expect(finished).toMatchObject({ delivery_id: 1, ...outcome });
});
