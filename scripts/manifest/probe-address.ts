/** Stands for the environment's own address, at the beginning of a probe's. */
const placeholder = /^\{url\}(?=$|[/?#])/;

/** Whether an address is asked per environment. */
export function isRelative(address: string): boolean {
  return placeholder.test(address);
}

/** Whether a probe may ask it: http or https, or `{url}` with what follows. */
export function isProbeAddress(address: string): boolean {
  const url = URL.parse(address.replace(placeholder, "https://example.test"));
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}

/** The address in an environment, which is `url`; undefined when it needs one and there is none. */
export function addressIn(url: string | undefined, address: string): string | undefined {
  if (!isRelative(address)) return address;
  return url === undefined ? undefined : address.replace(placeholder, url);
}
