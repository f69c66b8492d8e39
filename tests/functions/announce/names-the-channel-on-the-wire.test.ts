import { expect, test } from "vitest";
import { buildMessage } from "../../../functions/_shared/apns/message.ts";
import { channelSchema, collapseIdOf, topicOf } from "../../../functions/_shared/contract/channel.ts";
import { claimPushBatch } from "../../../functions/_shared/contract/pushes.ts";
import { announce } from "../../../functions/announce/index.ts";
import { Project } from "../support/project.ts";
import { wake } from "../support/requests.ts";
import { batch, delivery } from "../support/rows.ts";

async function broadcast(channel: string) {
  const project = new Project();
  project.hasDue([delivery({ channel })]);
  await project.serve(announce)(wake());
  await project.settled();
  return project.broadcasts[0]?.body;
}

function push(channel: string) {
  const leased = claimPushBatch.answer.parse(batch(1, { channel }));
  if (leased === null) throw new Error("no batch");
  return buildMessage(leased, "t");
}

test("live has the names that apps in the field know", async () => {
  expect(await broadcast("live")).toMatchObject({ messages: [{ topic: "ios:build" }] });
  expect(push("live").headers["apns-collapse-id"]).toBe("ios-build-available");
});

test("every other channel has its own, so that it neither wakes nor replaces what live is told", async () => {
  expect(await broadcast("alpha")).toMatchObject({ messages: [{ topic: "ios:build:alpha" }] });
  expect(push("alpha").headers["apns-collapse-id"]).toBe("ios-build-alpha");
});

test("the payloads are the same on every channel", async () => {
  const [live, alpha] = await Promise.all(["live", "alpha"].map(broadcast));
  const rename = JSON.stringify(alpha).replace("ios:build:alpha", "ios:build");
  expect(JSON.parse(rename)).toEqual(live);
  expect(push("alpha").body).toBe(push("live").body);
});

test.each(channelSchema.options)(
  "the longest key on %s stays within the 64 bytes of a collapse-id",
  (channel) => {
    const key = "k".repeat(48);
    expect(collapseIdOf(key, channel).length).toBeLessThanOrEqual(64);
    expect(topicOf(key, channel)).toMatch(/^k{48}:build(:[a-z]+)?$/);
  },
);

test("channels are listed from the most daring to the safest", () => {
  expect(channelSchema.options).toEqual(["alpha", "beta", "rc", "live"]);
});
