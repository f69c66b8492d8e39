/** Whether a login is one of those that version.json names, with or without an @; hosts take both cases for the same. */
export function isOneOf(names: readonly string[], login: string | null): boolean {
  return login !== null && names.some((name) => plain(name) === plain(login));
}

function plain(login: string): string {
  return login.replace(/^@/, "").toLowerCase();
}
