/**
 * What comes after the function's name in a path, part by part; none when that can't be read. The hosted gateway cuts `/functions/v1` off, and a project may
 * have given the function another name.
 */
export function splitPath(pathname: string): string[] {
  const [, rest] = /^\/[^/]+\/(.+)$/.exec(pathname.replace(/^\/functions\/v1\//, "/")) ?? [];
  try {
    return rest?.split("/").map(decodeURIComponent) ?? [];
  } catch {
    return [];
  }
}
