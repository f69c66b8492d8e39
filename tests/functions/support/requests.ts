import { notifySecret, publishableKey, secretKey } from "./project.ts";

/** A request of the database, a person or an app, with the right credential unless a test says otherwise. */
export function wake(init: RequestInit = {}): Request {
  return request({ headers: { apikey: secretKey, "content-type": "application/json" }, body: "{}", ...init });
}

export function notify(init: RequestInit = {}): Request {
  return request({ headers: { authorization: `Bearer ${notifySecret}` }, ...init });
}

export function device(body: unknown, init: RequestInit = {}): Request {
  return request({
    headers: {
      apikey: publishableKey,
      "content-type": "application/json",
      "cf-connecting-ip": "203.0.113.7",
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...init,
  });
}

/** A request that says nothing but what the test says: a GET without a credential. */
export function bare(init: RequestInit = {}): Request {
  return new Request("http://project.test/functions/v1/fn", init);
}

/** A GET below the function's name. */
export function get(path: string, init: RequestInit = {}): Request {
  return new Request(`http://project.test/functions/v1/${path}`, init);
}

function request(init: RequestInit): Request {
  return bare({ method: "POST", ...init });
}

/** What every refusal looks like. */
export async function refusal(response: Response) {
  const body = await response.json();
  return { status: response.status, code: body.code, keys: Object.keys(body), headers: response.headers };
}
