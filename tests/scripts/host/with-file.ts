import { createHash } from "node:crypto";
import { openHosted } from "./opened.ts";

export const draft = {
  tag: "tray-v1.0.0",
  name: "Tray 1.0.0",
  body: "notes",
  isDraft: true,
  isPrerelease: false,
};

/** A draft, and what is to be uploaded to it. */
export async function withFile(content = "an installer") {
  const on = await openHosted();
  const path = `${on.repository.folder}/tray.zip`;
  await Deno.writeTextFile(path, content);
  const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
  const release = await on.host.createRelease(draft);
  return { ...on, release, digest, path, file: { name: "tray.zip", path, contentType: "application/zip" } };
}
