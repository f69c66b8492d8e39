import type { HttpProbe } from "../../manifest/schema-probes.ts";

/** Whether a probe expects to be sent elsewhere: then the redirect is looked at, and not followed. */
export function wantsRedirect({ status, location }: HttpProbe): boolean {
  return location !== undefined ||
    status !== undefined && [status].flat().some((code) => code >= 300 && code < 400);
}

/** Whether a `location` header leads where it is wanted. What is wanted without a query agrees with any query, as `/login?next=…`. */
export function leadsTo(address: string, location: string, wanted: string): boolean {
  const [there, goal] = [URL.parse(location, address), URL.parse(wanted, address)];
  if (there === null || goal === null) return false;
  const isThere = there.origin === goal.origin && there.pathname === goal.pathname;
  return isThere && (goal.search === "" || goal.search === there.search);
}
