import { sendFile } from "../../runtime.ts";
import type { HostAnswer } from "./answer.ts";
import type { HostClient } from "./client.ts";
import { NoAnswer } from "./transport.ts";

/** Milliseconds that a file may take. GitHub takes up to 2 GiB: that is 14 Mbit/s. */
const timeoutMs = 1_200_000;

/** POSTs a file to another address of the host, once, in the line of the writes; raises NoAnswer when none comes. */
export async function postFile(
  { options }: HostClient,
  url: URL,
  file: { path: string; sizeBytes: number },
  contentType: string,
): Promise<HostAnswer> {
  const { dialect, patience: { signal } } = options;
  const headers = { ...dialect.headers(await options.token()), "content-type": contentType };
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    return await sendFile(
      url,
      file,
      headers,
      signal === undefined ? limit : AbortSignal.any([signal, limit]),
    );
  } catch (cause) {
    signal?.throwIfAborted();
    const why = limit.aborted ? `not done within ${timeoutMs / 60_000} minutes` : "the connection broke";
    throw new NoAnswer(`${url.host}: ${why}`, { cause });
  }
}
