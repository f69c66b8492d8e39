import { createHmac } from "node:crypto";
import { ascWebhook } from "../../../functions/asc-webhook/index.ts";
import { type Json, Project, webhookSecret } from "../support/project.ts";

/** A project whose database takes every event as a new one, and has nothing to look up. */
export function listening(): Project {
  const project = new Project();
  project.rpc.take_store_event = () => ({ is_new: true, outcome: "waiting", code: null, due: 0 });
  project.rpc.claim_store_looks = () => [];
  return project;
}

/** Sends a body as Apple does, signed with the secret unless a test says otherwise. */
export async function send(
  project: Project,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
  { signature = typeof body === "string" ? sign(body) : "hmacsha256=00", path = "asc-webhook/1234567890" } =
    {},
): Promise<Response> {
  return await project.serve(ascWebhook)(
    new Request(`http://project.test/functions/v1/${path}`, {
      method: "POST",
      headers: { "x-apple-signature": signature },
      body,
    }),
  );
}

export function sign(body: string, secret = webhookSecret): string {
  return `hmacsha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** An event as Apple sends it, with what a test wants to be different. */
export function event(data: Json = {}): string {
  return JSON.stringify({
    data: {
      type: "buildUploadStateUpdated",
      id: "9f6c0b8e-5a34-4a3e-8d0f-0c6f7b0c2f11",
      version: 1,
      attributes: { oldState: "PROCESSING", newState: "COMPLETE", timestamp: "2026-11-28T07:00:00Z" },
      relationships: {
        instance: {
          data: { type: "buildUploads", id: "0a1b-2c" },
          links: { self: "https://api.appstoreconnect.apple.com/v1/buildUploads/0a1b-2c" },
        },
      },
      ...data,
    },
  });
}
