import { z } from "zod";
import { readJsonText, rpcRequest } from "../../functions/_shared/contract/data-api.ts";
import type { Rpc, RpcArgs, RpcName } from "../../functions/_shared/contract/rpc.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { unstorableTexts } from "../cli/storable-text.ts";
import { httpFetch } from "../runtime.ts";
import type { Credential } from "./credentials.ts";
import { refusal } from "./refusal.ts";

/** Calls one function of schema `ship` and checks its answer. */
export type Call = <Name extends RpcName, Answer>(
  rpc: Rpc<Name, Answer>,
  args: RpcArgs<Name>,
  options?: { isRepeatable?: boolean },
) => Promise<Answer>;

/** The option of a call that does no more when it arrives twice. */
export const repeatable = { isRepeatable: true };

const timeoutMs = 10_000;

/**
 * Calls functions of schema `ship` over the Data API, with keep-alive and a limit of 10 s. A call that may be repeated
 * is sent once more when the connection broke: an idle one may have been closed by the other side.
 * Raises CommandError as `refusal` says, `control_plane_unreachable`, and `text_unstorable` (exit 5) before anything is sent.
 */
export function createCall(credential: Credential): Call {
  const access = { url: credential.url.replace(/\/+$/, ""), key: credential.key };

  async function send(name: string, args: unknown): Promise<{ status: number; text: string }> {
    const { url, init } = rpcRequest(access, name, args);
    const response = await httpFetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, text: await response.text() };
  }

  return async (rpc, args, { isRepeatable = false } = {}) => {
    requireStorable(args);
    const { status, text } = await send(rpc.name, args)
      .catch((error: unknown) =>
        isRepeatable && !isTimeout(error) ? send(rpc.name, args) : Promise.reject(error)
      )
      .catch((error: unknown) => Promise.reject(unreachable(access.url, error)));
    if (status < 200 || status > 299) throw refusal(status, text, credential, rpc.name);
    const parsed = rpc.answer.safeParse(readJsonText(text));
    if (parsed.success) return parsed.data;
    throw Object.assign(
      new CommandError(
        "answer_unexpected",
        `ship.${rpc.name} answered something else than this version of slipway knows`,
        "Bring command line and migrations to the same version.",
      ),
      { cause: new Error(z.prettifyError(parsed.error)) },
    );
  };
}

/** Postgres would refuse it in words of its own, which name no field. */
function requireStorable(args: unknown): void {
  const [first] = unstorableTexts(args);
  if (first === undefined) return;
  throw new CommandError(
    "text_unstorable",
    `${first.path.join(".")} holds ${first.what}, which Postgres can't store; nothing was sent`,
    "Take it out, then run it again.",
    exitCode.refused,
  );
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

function unreachable(base: string, error: unknown): CommandError {
  const why = isTimeout(error) ? `no answer within ${timeoutMs / 1000} s` : "no connection";
  return Object.assign(
    new CommandError(
      "control_plane_unreachable",
      `${base}: ${why}`,
      "Check the network and the address.",
      exitCode.failure,
    ),
    { cause: error },
  );
}
