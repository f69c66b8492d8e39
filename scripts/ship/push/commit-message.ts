/** The commit message of a ship, without its trailer. */
export function shipMessage(component: string, build: number, given?: string): string {
  return given?.trim() || `${component}: build ${build}`;
}
