import { z } from "zod";

/** How to reach a project's Data API, and with which rights. */
export interface Access {
  /** Without a slash at the end. */
  url: string;
  key: string;
}

/** A call of a function of schema `ship` as the Data API wants it. Source: PostgREST, "Functions as RPC", "Schemas". */
export function rpcRequest(
  { url, key }: Access,
  name: string,
  args: unknown,
): { url: string; init: RequestInit } {
  return {
    url: `${url}/rest/v1/rpc/${name}`,
    init: {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "content-profile": "ship",
        "accept-profile": "ship",
        apikey: key,
        // A legacy key is a JWT, and the Data API takes the role from it.
        ...key.startsWith("eyJ") ? { authorization: `Bearer ${key}` } : {},
      },
      body: JSON.stringify(args),
      // A redirect would carry the key to another host.
      redirect: "manual",
    },
  };
}

const errorSchema = z.object({
  /** The SQLSTATE, or PostgREST's own code. */
  code: z.string().nullish(),
  message: z.string().nullish(),
  details: z.string().nullish(),
  hint: z.string().nullish(),
});

/** What the Data API says about a call that failed. */
export type DataApiError = z.infer<typeof errorSchema>;

/** The error in the text of an answer other than 2xx; null when something in between answered. */
export function readError(text: string): DataApiError | null {
  return errorSchema.safeParse(readJsonText(text)).data ?? null;
}

/** The value that a text spells; null for an empty one, undefined when it is not JSON. */
export function readJsonText(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}
