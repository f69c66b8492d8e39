import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { CodeHost, HostAsset, HostRelease } from "../code-host.ts";
import { digestOf } from "../file-digest.ts";
import { pathOf } from "../http/answer.ts";
import { askPatiently } from "../http/patience.ts";
import { postFile } from "../http/send-file.ts";
import type { GitHub } from "./context.ts";
import { hasErrorCode } from "./dialect.ts";
import { uploadAddress } from "./upload-address.ts";

const assetSchema = z.object({
  id: z.number(),
  name: z.string(),
  label: z.string().nullish(),
  size: z.number(),
  state: z.string(),
  digest: z.string().nullish(),
  browser_download_url: z.string(),
}).transform((given): HostAsset => ({
  id: String(given.id),
  name: given.name,
  sizeBytes: given.size,
  digest: given.digest ?? null,
  isComplete: given.state === "uploaded",
  url: given.browser_download_url,
  label: given.label || null,
}));

export async function listAssets({ client, base }: GitHub, { id }: HostRelease): Promise<HostAsset[]> {
  return await client.list(base + pathOf`/releases/${id}/assets`, assetSchema);
}

export async function deleteAsset({ client, base }: GitHub, { id }: HostAsset): Promise<void> {
  await client.write("DELETE", base + pathOf`/releases/assets/${id}`, undefined, z.unknown(), {
    also: ({ status }) => status === 404 ? {} : undefined,
  });
}

/** A file on its way. */
interface Sent {
  name: string;
  digest: string;
  sizeBytes: number;
}

/**
 * Sends a file, unless the release has it. What an upload that broke off has left behind is deleted, and the file sent again; a whole file with
 * other bytes is never touched.
 */
export async function uploadAsset(
  github: GitHub,
  release: HostRelease,
  { name, path, contentType }: Parameters<CodeHost["uploadAsset"]>[1],
): Promise<HostAsset> {
  const { client } = github;
  const sent = { name, ...await digestOf(path) };
  const there = await settle(github, release, sent);
  if (there !== null) return there;
  const url = uploadAddress(client.options.api, release, name);
  const answer = await client.serially(() =>
    askPatiently(
      client.options.patience,
      () => postFile(client, url, { path, sizeBytes: sent.sizeBytes }, contentType),
      { isRepeatable: true, recover: () => settle(github, release, sent) },
    )
  );
  if ("found" in answer) return answer.found;
  if (hasErrorCode(answer, "already_exists")) {
    const found = await settle(github, release, sent);
    if (found !== null) return found;
  }
  return verified(await client.checked(`POST ${url.pathname} (${name})`, answer, assetSchema), sent);
}

/** The asset when it is there with these bytes; null when there is none, or is none any more. Raises `asset_differs`. */
async function settle(github: GitHub, release: HostRelease, sent: Sent): Promise<HostAsset | null> {
  const found = (await listAssets(github, release))
    // a name with special characters is changed, by no rule that is published: the label keeps it
    .find(({ name, label }) => name === sent.name || label === sent.name);
  if (found === undefined) return null;
  if (found.isComplete) return verified(found, sent);
  github.note(`host    ${sent.name} was sent only in part; it is sent again`);
  await deleteStarter(github, found);
  return null;
}

/** Called while a write is under way, so it can't wait for its turn. */
async function deleteStarter({ client, base }: GitHub, { id }: HostAsset): Promise<void> {
  const path = base + pathOf`/releases/assets/${id}`;
  const answer = await client.ask({ method: "DELETE", url: client.url(path) }, true);
  if ("found" in answer || answer.status === 204 || answer.status === 404) return;
  throw await client.refusal(`DELETE ${path}`, answer);
}

/** A host without digests, as an old Enterprise Server, says at least how long it is. */
function verified(asset: HostAsset, { name, digest, sizeBytes }: Sent): HostAsset {
  const isSame = asset.digest === null ? asset.sizeBytes === sizeBytes : asset.digest === digest;
  if (isSame && asset.isComplete) return asset;
  throw new CommandError(
    "asset_differs",
    `the release has ${name} with other bytes: ${asset.digest ?? `${asset.sizeBytes} bytes`} there, ${
      asset.digest === null ? `${sizeBytes} bytes` : digest
    } here`,
    "A file that was published stays as it is. Publish what was built first, or release the next version.",
    exitCode.refused,
  );
}
