import { expect, test } from "vitest";
import { announce } from "../../../functions/announce/index.ts";
import { Project } from "../support/project.ts";
import { wake } from "../support/requests.ts";
import { announcement, delivery } from "../support/rows.ts";

const salt = "3f0c1e0e-6a2b-4d5f-9a1b-0c0d0e0f1011";

async function broadcast(more: Record<string, unknown>) {
  const project = new Project();
  project.hasDue([delivery(more)]);
  await project.serve(announce)(wake());
  await project.settled();
  return project.broadcasts[0]?.body;
}

test("build-offered: for which share of the devices, and what decides which they are", async () => {
  const offered = { event: "build-offered", channel: "beta", bps: 500, salt };
  expect(await broadcast(offered)).toEqual({
    messages: [{
      topic: "ios:build:beta",
      event: "build-offered",
      private: false,
      payload: {
        announcement,
        seq: 12,
        component: "ios",
        build: 131,
        previous_build: 130,
        version: "1.0.0",
        audit_head: "12:abcdef",
        channel: "beta",
        bps: 500,
        salt,
      },
    }],
  });
});

test("policy-changed: only that there is something to read", async () => {
  expect(await broadcast({ event: "policy-changed", bps: 10_000, salt: null })).toEqual({
    messages: [{
      topic: "ios:build",
      event: "policy-changed",
      private: false,
      payload: { announcement, seq: 12, component: "ios", channel: "live" },
    }],
  });
});

test("build-available says what it always said, also for the last step of a rollout", async () => {
  expect(await broadcast({ event: "build-available", bps: 10_000, salt })).toEqual(await broadcast({}));
});
