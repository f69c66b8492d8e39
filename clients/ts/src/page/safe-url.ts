const schemes = ["https:", "http:", "itms-beta:", "itms-apps:", "market:"];

/** An address of a feed that may be a link: of a web page or a store; null for everything else, `javascript:` first of all. */
export function safeUrl(text: string | null): string | null {
  try {
    const { protocol, href } = new URL(text ?? "");
    return schemes.includes(protocol) ? href : null;
  } catch {
    return null;
  }
}
