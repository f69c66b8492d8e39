/** What comes after the function's name in the path, part by part; none when that can't be read. The hosted gateway cuts `/functions/v1` off. */
export function splitPath(request: Request, name: string): string[] {
  const { pathname } = new URL(request.url);
  const [, rest] = new RegExp(`^(?:/functions/v1)?/${name}/(.+)$`).exec(pathname) ?? [];
  try {
    return rest?.split("/").map(decodeURIComponent) ?? [];
  } catch {
    return [];
  }
}
