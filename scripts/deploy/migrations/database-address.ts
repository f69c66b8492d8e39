/** The hosted project that a database address is of, as its host or the pooler's user tells; undefined when neither does. */
export function projectOfAddress({ hostname, username }: URL): string | undefined {
  const [, direct] = /^(?:db\.)?([a-z]{20})\.supabase\.(?:co|com|net)$/.exec(hostname) ?? [];
  const [, pooled] = /\.([a-z]{20})$/.exec(decodeURIComponent(username)) ?? [];
  return direct ?? pooled;
}

/** Whether it is on a host of the platform: no database of a CI job is. */
export function isHostedAddress({ hostname }: URL): boolean {
  return /(^|\.)supabase\.(co|com|net)$/.test(hostname);
}

/** On this machine, or a service beside it, as `postgres` in a job: a name without a dot. */
export function isLocalAddress({ hostname }: URL): boolean {
  return /^(127(\.\d{1,3}){3}|\[::1\]|[^.:]+)$/.test(hostname);
}
