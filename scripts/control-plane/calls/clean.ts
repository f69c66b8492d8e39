/** Postgres stores no NUL; a stray one in a notes file must not stop the record of a build that is out. */
export function clean(notes: string | undefined): string | undefined {
  return notes?.replaceAll("\0", "");
}
