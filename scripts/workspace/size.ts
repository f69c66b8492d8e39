const units = ["B", "K", "M", "G", "T"];

/** Bytes, of a size as people write it: 50M, 1.5G, 512K, 1000. A K is 1024. Undefined for anything else. */
export function parseSize(text: string): number | undefined {
  const [, number, unit = "B"] = /^(\d{1,12}(?:\.\d{1,3})?)([BKMGT])?B?$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Math.round(Number(number) * 1024 ** units.indexOf(unit.toUpperCase()));
}

/** A size as people read it: 52.4M. */
export function sizeText(bytes: number): string {
  let [number, at] = [bytes, 0];
  for (; number >= 1024 && at < units.length - 1; at++) number /= 1024;
  return `${at === 0 ? number : number.toFixed(1)}${units[at]}`;
}
