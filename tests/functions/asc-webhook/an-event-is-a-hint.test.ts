import { expect, test } from "vitest";
import { ascWebhook } from "../../../functions/asc-webhook/index.ts";
import { type Json, Project } from "../support/project.ts";
import { wake } from "../support/requests.ts";
import { event, listening, send } from "./support.ts";

const look = {
  component: "ios",
  app_id: "1234567890",
  platform: "IOS",
  audience: "internal",
  lease_token: "11111111-2222-4333-8444-555555555555",
};

/** Builds as the store lists them: number, processing state, TestFlight's state. */
function builds(...listed: [string, string, string][]) {
  return Response.json({
    data: listed.map(([version, processingState], at) => ({
      type: "builds",
      id: `b${at}`,
      attributes: { version, processingState, expired: false, uploadedDate: "2026-11-21T10:00:00+01:00" },
      relationships: {
        preReleaseVersion: { data: { type: "preReleaseVersions", id: "v" } },
        buildBetaDetail: { data: { type: "buildBetaDetails", id: `b${at}` } },
      },
    })),
    included: [
      { type: "preReleaseVersions", id: "v", attributes: { version: "1.0" } },
      ...listed.map(([, , internalBuildState], at) => ({
        type: "buildBetaDetails",
        id: `b${at}`,
        attributes: { internalBuildState },
      })),
    ],
  });
}

const upload = (number: string, state: string, errors: Json[] = []) => ({
  attributes: {
    cfBundleShortVersionString: "1.0",
    cfBundleVersion: number,
    uploadedDate: "2026-11-21T10:00:00Z",
    state: { state, errors },
  },
});

/** A project with one look that is due, and what came of it. */
async function looked(store: Project["store"]) {
  const project = new Project();
  const due = [[look]];
  project.rpc.claim_store_looks = () => due.shift() ?? [];
  project.rpc.finish_store_look = () => ({ held: true, raised: null });
  project.store = store;
  expect((await project.serve(ascWebhook)(wake())).status).toBe(202);
  await project.settled();
  return { project, finished: project.called("finish_store_look").map(({ args }) => args) };
}

test("it is written down, answered, and the store is asked afterwards", async () => {
  const project = listening();
  let isAsked = false;
  project.rpc.take_store_event = () => ({ is_new: true, outcome: "waiting", code: null, due: 1 });
  project.rpc.claim_store_looks = () => (isAsked = true, []);
  const response = await send(project, event());
  expect([response.status, await response.json()]).toEqual([200, { is_new: true, outcome: "waiting" }]);
  await project.settled();
  expect(isAsked).toBe(true);
  expect(project.called("take_store_event").map(({ args }) => args)).toEqual([{
    event: "9f6c0b8e-5a34-4a3e-8d0f-0c6f7b0c2f11",
    type: "buildUploadStateUpdated",
    app_id: "1234567890",
    instance_type: "buildUploads",
    instance_id: "0a1b-2c",
    old_state: "PROCESSING",
    new_state: "COMPLETE",
    happened_at: "2026-11-28T07:00:00Z",
  }]);
});

test("what does not look as it should is left out; a ping says nothing else", async () => {
  const project = listening();
  await send(project, event({ type: "webhookPingCreated", attributes: undefined, relationships: undefined }));
  await send(
    project,
    event({
      attributes: { newState: "complete; drop", timestamp: "yesterday" },
      relationships: { instance: { data: { type: "builds", id: "../users" } } },
    }),
    { path: "asc-webhook" },
  );
  const id = "9f6c0b8e-5a34-4a3e-8d0f-0c6f7b0c2f11";
  expect(project.called("take_store_event").map(({ args }) => args)).toEqual([
    { event: id, type: "webhookPingCreated", app_id: "1234567890" },
    { event: id, type: "buildUploadStateUpdated" },
  ]);
});

test("nothing that an event says is ever used as an address", async () => {
  const project = listening();
  const instance = {
    data: { type: "buildUploads", id: "1" },
    links: { self: "https://attacker.test/v1/buildUploads/1" },
  };
  // a request to any other host fails the function loudly
  expect((await send(project, event({ relationships: { instance } }))).status).toBe(200);
  await project.settled();
  expect(project.storeCalls).toEqual([]);
});

test("builds are judged, and uploads tell what never became one", async () => {
  const { project, finished } = await looked(({ url }) =>
    url.includes("buildUploads")
      ? Response.json({
        data: [
          upload("118", "PROCESSING"),
          upload("117", "FAILED", [{ code: "90161", description: "Invalid profile." }]),
          upload("116", "COMPLETE"),
          upload("115", "COMPLETE"),
          upload("1.0.2", "PROCESSING"),
        ],
      })
      : builds(["115", "VALID", "IN_BETA_TESTING"], ["114", "VALID", "MISSING_EXPORT_COMPLIANCE"], [
        "113.1",
        "VALID",
        "IN_BETA_TESTING",
      ])
  );
  const seen = (build: number, state: string, verdict: string, advice?: string) => ({
    ...{ version: "1.0", build, state, verdict },
    uploaded_at: expect.stringMatching(/^2026-11-21T/),
    ...advice === undefined ? {} : { advice: expect.stringContaining(advice) },
  });
  expect(finished).toEqual([{
    component: "ios",
    lease_token: look.lease_token,
    uploads: [
      seen(115, "IN_BETA_TESTING", "installable"),
      seen(114, "MISSING_EXPORT_COMPLIANCE", "stuck", "ITSAppUsesNonExemptEncryption"),
      seen(118, "PROCESSING", "waiting"),
      seen(117, "FAILED", "stuck", "Invalid profile."),
      seen(116, "not in the list of builds yet", "waiting"),
    ],
  }]);
  expect(project.storeCalls.map(({ headers }) => headers.authorization?.slice(0, 9))).toEqual([
    "Bearer ey",
    "Bearer ey",
  ]);
});

test("a reason that is cut off stays text that Postgres takes", async () => {
  const description = `${"x".repeat(399)}\u{1F6AB} and more`;
  const { finished } = await looked(({ url }) =>
    url.includes("buildUploads")
      ? Response.json({ data: [upload("117", "FAILED", [{ description }])] })
      : builds()
  );
  expect(finished).toEqual([expect.objectContaining({ uploads: [expect.objectContaining({ build: 117 })] })]);
  expect(JSON.stringify(finished).isWellFormed() && !JSON.stringify(finished).includes("\\ud83d")).toBe(true);
});

test.each<[number, string, number | undefined]>([
  [401, "store_credential_refused", undefined],
  [403, "store_credential_refused", undefined],
  [404, "store_app_unknown", undefined],
  [429, "store_rate_limited", 600],
  [503, "store_unreachable", undefined],
  [302, "store_answer_unexpected", undefined],
])("an answer with %i is tried again later: %s", async (status, error, retry_after_s) => {
  const { finished } = await looked(() =>
    new Response("{}", { status, headers: status === 302 ? { location: "https://attacker.test/" } : {} })
  );
  expect(finished).toEqual([{
    ...{ component: "ios", lease_token: look.lease_token, error },
    ...retry_after_s === undefined ? {} : { retry_after_s },
  }]);
});

test("a key that is missing or none is named in the log, and not what it is", async () => {
  const project = new Project();
  project.env.ASC_PRIVATE_KEY = "no key";
  const due = [[look]];
  project.rpc.claim_store_looks = () => due.shift() ?? [];
  project.rpc.finish_store_look = () => ({ held: true, raised: null });
  await project.serve(ascWebhook)(wake());
  await project.settled();
  expect(project.called("finish_store_look")[0]?.args).toMatchObject({ error: "store_key_invalid" });
  expect(project.lines.join()).not.toContain("no key");
});

test("a look that the database can't write down counts as one that failed", async () => {
  const project = new Project();
  const due = [[look]];
  const { component, lease_token } = look;
  project.rpc.claim_store_looks = () => due.shift() ?? [];
  project.rpc.finish_store_look = ({ uploads }) => {
    if (uploads !== undefined) throw new Error("a row that no table takes");
    return { held: true, raised: null };
  };
  project.store = ({ url }) => url.includes("buildUploads") ? Response.json({ data: [] }) : builds();
  await project.serve(ascWebhook)(wake());
  await project.settled();
  expect(project.called("finish_store_look").at(-1)?.args).toEqual({
    component,
    lease_token,
    error: "look_broken",
  });
});
