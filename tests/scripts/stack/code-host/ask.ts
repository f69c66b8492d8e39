import { httpFetch } from "../../../../scripts/runtime.ts";
import { hosted, writerToken } from "../../../support/code-host/hosted.ts";

/** A stand-in, and a way to ask it for whatever one likes. */
export async function standIn(options: Parameters<typeof hosted>[0] = {}) {
  const on = await hosted(options);
  const { codeHost } = on;
  async function ask(
    method: string,
    path: string,
    { body, token = writerToken, headers = {}, at = codeHost.apiUrl }: {
      body?: unknown;
      token?: string | null;
      headers?: Record<string, string>;
      at?: string;
    } = {},
  ) {
    const response = await httpFetch(`${at}/repos/${codeHost.state.repo}${path}`, {
      method,
      headers: {
        "user-agent": "test",
        ...token === null ? {} : { authorization: `Bearer ${token}` },
        ...headers,
      },
      redirect: "manual",
      ...body === undefined
        ? {}
        : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) },
    });
    const text = await response.text();
    const said = text === "" ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: said, message: said?.message };
  }
  return { ...on, ask };
}
