/** Custom properties of a host for light and for dark pages: as the system has it, or as the attribute `theme` says. */
export function schemes(light: string, dark: string): string {
  return `
:host { ${light} color-scheme: light; }
@media (prefers-color-scheme: dark) {
  :host(:not([theme="light"])) { ${dark} color-scheme: dark; }
}
:host([theme="dark"]) { ${dark} color-scheme: dark; }
`;
}
