import { schemes } from "./schemes.ts";

const light = `
  --_background: var(--slipway-chip-background, #eef1f5);
  --_text: var(--slipway-chip-text, #414a55);
  --_line: var(--slipway-chip-line, #c4ccd6);
`;
const dark = `
  --_background: var(--slipway-chip-background, #262d36);
  --_text: var(--slipway-chip-text, #c3ccd7);
  --_line: var(--slipway-chip-line, #4a5462);
`;

/** One line, whatever stands around it: it is cut off with dots before it makes a page wider. A version reads from left to right everywhere. */
export const chipStyle: string = `${schemes(light, dark)}
:host { display: inline-block; max-inline-size: 100%; vertical-align: middle; }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
[part~="chip"] {
  background: var(--_background);
  border: 1px solid var(--_line);
  border-radius: var(--slipway-chip-radius, 1em);
  color: var(--_text);
  direction: ltr;
  display: block;
  font-family: var(--slipway-font, inherit);
  font-size: var(--slipway-chip-font-size, 0.8125rem);
  font-variant-numeric: tabular-nums;
  line-height: 1.5rem;
  overflow: hidden;
  padding-inline: 0.625em;
  text-decoration: none;
  text-overflow: ellipsis;
  unicode-bidi: isolate;
  white-space: nowrap;
}
[part="label"] { block-size: 1px; clip-path: inset(50%); inline-size: 1px; overflow: hidden; position: absolute; }
a:hover { text-decoration: underline; }
a:focus-visible { outline: 3px solid var(--_text); outline-offset: 2px; }
`;

/** Where no version is known, nothing takes a place: no box, no margin. */
export const noChip = ":host { display: none !important; }";
