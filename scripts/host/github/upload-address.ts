import type { HostRelease } from "../code-host.ts";
import { strangeHost } from "../http/transport.ts";

/**
 * Where an asset is sent to. The host says so itself, and the token goes there: so only the API's own host will do, or one of the same owner,
 * as uploads.github.com beside api.github.com. Raises `host_refused`.
 */
export function uploadAddress(api: string, { uploadUrl }: HostRelease, name: string): URL {
  const from = new URL(api);
  const url = new URL(uploadUrl ?? "", from);
  const isLocal = from.hostname === "127.0.0.1" && url.hostname === "127.0.0.1";
  const isOwn = url.host === from.host || isLocal ||
    (from.host.startsWith("api.") && url.host === from.host.replace(/^api\./, "uploads."));
  if (!isOwn || url.protocol !== from.protocol) throw strangeHost(from, url);
  url.searchParams.set("name", name);
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) url.searchParams.set("label", name);
  return url;
}
