import { expect, test } from "vitest";
import { z } from "zod";
import { announce } from "../../../functions/announce/index.ts";
import {
  broadcastSchema,
  pushPayloadSchema,
  servedManifestSchema,
} from "../../../functions/_shared/contract/wire.ts";
import { manifest } from "../../../functions/manifest/index.ts";
import { Project } from "../support/project.ts";
import { pushing } from "../support/pushing.ts";
import { bare, wake } from "../support/requests.ts";
import { batch, delivery, manifestComponent } from "../support/rows.ts";

// Strict: a field that goes out and is not in the shape would be unknown to every client.

test("a broadcast", async () => {
  const project = new Project();
  project.hasDue([delivery()]);
  await project.serve(announce)(wake());
  await project.settled();
  const message = z.object({ messages: z.tuple([z.looseObject({ payload: broadcastSchema.strict() })]) });
  const { messages } = message.parse(project.broadcasts[0]?.body);
  expect(messages[0]).toMatchObject({ topic: "ios:build", payload: { component: "ios", build: 131 } });
});

test("the body of a push", async () => {
  const drained = pushing([batch(1)]);
  await drained.drain();
  const sent = JSON.parse(drained.project.pushes[0]?.body ?? "");
  expect(pushPayloadSchema.strict().parse(sent)).toEqual(sent);
});

test("the manifest", async () => {
  const project = new Project();
  project.rpc.manifest = () => ({
    name: "Nine",
    build: 7,
    seq: 12,
    components: { ios: manifestComponent() },
  });
  const served = await (await project.serve(manifest)(bare())).json();
  expect(servedManifestSchema.strict().parse(served)).toEqual(served);
});
