import { expect, test } from "vitest";
import { heartbeat } from "../../../functions/heartbeat/index.ts";
import { heartbeatSecret, notifySecret, Project, raised, secretKey } from "../support/project.ts";
import { bare, refusal } from "../support/requests.ts";

const json = { "content-type": "application/json" };
const post = (
  body: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${heartbeatSecret}` },
) => bare({ method: "POST", headers: { ...json, ...headers }, body: JSON.stringify(body) });
const job = {
  job: "retention",
  cron: "0 3 * * *",
  tz: "UTC",
  grace_s: 3600,
  state: "ok",
  next_due_at: "2026-11-29T03:00:00+00:00",
  missed_since: null,
  missed_count: 0,
  last: { at: "2026-11-28T03:00:04+00:00", ok: true, ms: 4000, note: null },
};

test("promise 135: a job that has finished says so, and hears when it is due again", async () => {
  const project = new Project();
  project.rpc.heartbeat = () => job;
  const answer = await project.serve(heartbeat)(post({ job: "retention", ms: 4000, note: "12 rows" }));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ job: "retention", state: "ok", next_due_at: job.next_due_at });
  expect(project.called("heartbeat")[0]?.args).toEqual({ job: "retention", ms: 4000, note: "12 rows" });
});

test("one that nobody declared is unknown", async () => {
  const project = new Project();
  project.rpc.heartbeat = () => raised(404, "job_unknown");
  expect(await refusal(await project.serve(heartbeat)(post({ job: "other" })))).toMatchObject({
    status: 404,
    code: "job_unknown",
  });
});

test.each<[string, unknown]>([
  ["no job", {}],
  ["no name of a job", { job: "Retention; drop" }],
  ["a word for a truth", { job: "retention", ok: "yes" }],
  ["a time before it began", { job: "retention", ms: -1 }],
  ["an unknown key", { job: "retention", when: "now" }],
  ["a novel", { job: "retention", note: "x".repeat(4001) }],
])("%s is refused", async (_, body) => {
  const project = new Project();
  expect(await refusal(await project.serve(heartbeat)(post(body)))).toMatchObject({
    status: 422,
    code: "body_invalid",
  });
  expect(project.calls).toEqual([]);
});

test.each<[string, Record<string, string>]>([
  ["missing", {}],
  ["wrong", { authorization: "Bearer wrong" }],
  ["that of another function", { authorization: `Bearer ${notifySecret}` }],
  ["a secret key", { apikey: secretKey }],
])("a credential that is %s causes no work", async (_, headers) => {
  const project = new Project();
  expect(await refusal(await project.serve(heartbeat)(post({ job: "retention" }, headers)))).toMatchObject({
    status: 401,
    code: "credential_invalid",
  });
  expect(project.calls).toEqual([]);
});

test("nobody is right while no secret is set", async () => {
  const project = new Project();
  delete project.env.HEARTBEAT_SECRET;
  expect(await refusal(await project.serve(heartbeat)(post({ job: "retention" })))).toMatchObject({
    status: 503,
    code: "not_configured",
  });
});
