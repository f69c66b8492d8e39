import type { RpcArgs } from "../_shared/contract/rpc.ts";
import { checkSchema, type Decision } from "../_shared/contract/wire-updates.ts";
import type { Handler } from "../_shared/endpoint/endpoint.ts";
import { readQuery } from "../_shared/endpoint/query.ts";

/** What a client should do about its build. Nobody may keep the answer: it is this client's, at this moment. */
export function answerCheck(decide: (asked: RpcArgs<"check_update">) => Promise<Decision>): Handler {
  return async (request) => {
    const header = "x-installation-id";
    const { manual, [header]: installation_id, ...asked } = readQuery(new URL(request.url), checkSchema, {
      [header]: request.headers.get(header),
    });
    const decision = await decide({ ...asked, installation_id, is_manual: manual });
    return new Response(request.method === "HEAD" ? null : JSON.stringify(decision), {
      headers: { "cache-control": "no-store", "content-type": "application/json; charset=utf-8" },
    });
  };
}
