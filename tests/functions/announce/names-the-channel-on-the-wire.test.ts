import { expect, test } from "vitest";
import { broadcastMessage } from "../../../functions/_shared/announce/broadcast.ts";
import { buildMessage } from "../../../functions/_shared/apns/message.ts";
import { channelSchema, collapseIdOf, topicOf } from "../../../functions/_shared/channel.ts";
import { deliverySchema, pushBatchSchema } from "../../../functions/_shared/schemas.ts";
import { batch, delivery } from "../support/rows.ts";

test("live has the names that apps in the field know", () => {
  expect(broadcastMessage(deliverySchema.parse(delivery())).topic).toBe("ios:build");
  expect(buildMessage(pushBatchSchema.parse(batch(1)), "t").headers["apns-collapse-id"])
    .toBe("ios-build-available");
});

test("every other channel has its own, so that it neither wakes nor replaces what live is told", () => {
  expect(broadcastMessage(deliverySchema.parse(delivery({ channel: "alpha" }))).topic).toBe(
    "ios:build:alpha",
  );
  expect(buildMessage(pushBatchSchema.parse(batch(1, { channel: "alpha" })), "t").headers["apns-collapse-id"])
    .toBe("ios-build-alpha");
});

test("the payloads are the same on every channel", () => {
  const [live, alpha] = ["live", "alpha"].map((channel) => ({
    broadcast: broadcastMessage(deliverySchema.parse(delivery({ channel }))).payload,
    push: buildMessage(pushBatchSchema.parse(batch(1, { channel })), "t").body,
  }));
  expect(alpha).toEqual(live);
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
