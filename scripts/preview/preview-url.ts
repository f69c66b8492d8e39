/** A line as the address that people may be sent to; null for everything else, also for one with a password in it. */
export function previewUrl(line: string): string | null {
  if (line.length > 2000 || /[\s<>"|`]/.test(line)) return null;
  const url = URL.parse(line);
  const isFine = url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  return isFine ? url.href : null;
}
