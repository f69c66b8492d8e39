import { declaredHosts } from "../../follow/declared.ts";
import { hostHint } from "../../follow/hints.ts";
import type { Invariant } from "./place.ts";

/** Hosts run the commit that their branch has, from a clean checkout, and are heard. */
export const hostsFollow: Invariant = {
  name: "hosts",
  keys: ["host:"],
  async look({ remote, session: { git, control, signal } }) {
    const { manifest } = (await remote()).workspace;
    const declared = await declaredHosts({ git, manifest, signal });
    const { findings } = await control.hostStatus(undefined, declared);
    return findings.map(({ key, code, message }) => ({ key, message, hint: hostHint(code) }));
  },
};
