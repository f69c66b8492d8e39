import { createHash } from "node:crypto";
import { httpFetch } from "../../runtime.ts";
import type { HostAsset } from "../code-host.ts";
import { pathOf } from "../http/answer.ts";
import { askPatiently } from "../http/patience.ts";
import { NoAnswer } from "../http/transport.ts";
import type { GitHub } from "./context.ts";

/** Milliseconds for all of a file. */
const timeoutMs = 600_000;

/**
 * `sha256:<hex>` of a file as the host has it, drafts included, read a piece at a time. The host may send it itself or lead on to where it is
 * kept: the token stays with the host. Raises what every request raises.
 */
export async function readDigest({ client, base }: GitHub, { id, name }: HostAsset): Promise<string> {
  const { dialect, patience } = client.options;
  const url = client.url(base + pathOf`/releases/assets/${id}`);
  const secret = { ...dialect.headers(await client.options.token()), accept: "application/octet-stream" };
  let digest = "";
  const answer = await askPatiently(patience, async () => {
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = patience.signal === undefined ? limit : AbortSignal.any([patience.signal, limit]);
    try {
      const first = await httpFetch(url, { headers: secret, redirect: "manual", signal });
      const location = first.headers.get("location");
      const isElsewhere = [301, 302, 303, 307, 308].includes(first.status) && location !== null;
      if (isElsewhere) await first.body?.cancel();
      const response = isElsewhere ? await httpFetch(new URL(location, url), { signal }) : first;
      if (response.status !== 200) {
        return { status: response.status, headers: response.headers, text: await response.text() };
      }
      const hash = createHash("sha256");
      for await (const piece of response.body ?? []) hash.update(piece);
      digest = `sha256:${hash.digest("hex")}`;
      return { status: 200, headers: response.headers, text: "" };
    } catch (cause) {
      patience.signal?.throwIfAborted();
      throw new NoAnswer(`${url.host}: ${name} could not be read back`, { cause });
    }
  }, { isRepeatable: true });
  if ("found" in answer || answer.status === 200) return digest;
  throw await client.refusal(`GET ${url.pathname} (${name})`, answer);
}
