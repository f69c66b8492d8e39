import process from "node:process";
import { mask } from "../cli/mask.ts";

/** What a step of a workflow names the token for git by. Commands of version.json never see it, as nothing that begins with SLIPWAY_. */
const variable = "SLIPWAY_GIT_TOKEN";
/** A server of one's own machine may do without TLS. */
const safe = /^(?:https:\/\/[\w.-]+|http:\/\/(?:127\.0\.0\.1|localhost))(?::\d+)?$/;
/** What asks a server; everything else needs no credential. */
const asking = ["fetch", "push", "ls-remote", "submodule", "lfs"];

/**
 * Variables of a git process. A job's clone keeps no token, because whatever is installed there could read it: the step that needs one has it
 * in SLIPWAY_GIT_TOKEN, and a git that asks the job's own server (GITHUB_SERVER_URL) sends it along, as GitHub's checkout would have it do. No
 * other git, no other server and no file gets it.
 */
export function jobCredential(command: string | undefined): Record<string, string | undefined> {
  const { [variable]: token = "", GITHUB_SERVER_URL: server = "", GIT_CONFIG_COUNT: count = "0" } =
    process.env;
  const hidden = { [variable]: undefined };
  if (
    token === "" || command === undefined || !asking.includes(command) ||
    !safe.test(server)
  ) {
    return hidden;
  }
  const value = Buffer.from(`x-access-token:${token}`).toString("base64");
  mask.add(token);
  mask.add(value);
  const key = `http.${server}/.extraheader`;
  // an empty one first: two headers of a clone that has kept one would be refused
  const settings = ["", `AUTHORIZATION: basic ${value}`];
  const first = /^\d{1,3}$/.test(count) ? Number(count) : 0;
  return {
    ...hidden,
    GIT_CONFIG_COUNT: String(first + settings.length),
    ...Object.fromEntries(settings.flatMap((setting, at) => [
      [`GIT_CONFIG_KEY_${first + at}`, key],
      [`GIT_CONFIG_VALUE_${first + at}`, setting],
    ])),
  };
}
