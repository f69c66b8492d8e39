import { schemes } from "./schemes.ts";

const light = `
  --_background: var(--slipway-background, #ffffff);
  --_banner: var(--slipway-banner-background, #eaf1fd);
  --_text: var(--slipway-text, #1b1f24);
  --_muted: var(--slipway-muted, #4f5965);
  --_accent: var(--slipway-accent, #0b57d0);
  --_on-accent: var(--slipway-on-accent, #ffffff);
  --_line: var(--slipway-line, #c4ccd6);
`;
const dark = `
  --_background: var(--slipway-background, #1d2229);
  --_banner: var(--slipway-banner-background, #1a2942);
  --_text: var(--slipway-text, #e8edf3);
  --_muted: var(--slipway-muted, #b3bdc9);
  --_accent: var(--slipway-accent, #9cc0ff);
  --_on-accent: var(--slipway-on-accent, #0c1a30);
  --_line: var(--slipway-line, #4a5462);
`;

/** Colours, corners and type are custom properties; everything else is a part. Lengths follow the size of text. */
export const style: string = `${schemes(light, dark)}
:host {
  --_radius: var(--slipway-radius, 0.75rem);
  display: block;
  font-family: var(--slipway-font, inherit);
  font-size: var(--slipway-font-size, 1rem);
  line-height: 1.5;
  text-align: start;
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
[part="banner"] {
  align-items: center;
  background: var(--_banner);
  border-block-end: 1px solid var(--_line);
  color: var(--_text);
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 1rem;
  padding: 0.5rem max(1rem, env(safe-area-inset-right)) 0.5rem max(1rem, env(safe-area-inset-left));
}
[part="banner"] [part="text"] { flex: 1 1 12rem; margin: 0; overflow-wrap: anywhere; }
[part="banner"] [part="actions"] { margin-block-start: 0; margin-inline-start: auto; }
dialog {
  background: var(--_background);
  border: 1px solid var(--_line);
  border-radius: calc(var(--_radius) * 1.5);
  box-shadow: 0 1rem 3rem rgb(0 0 0 / 0.3);
  color: var(--_text);
  inline-size: min(28rem, 100vw - 2rem);
  max-block-size: calc(100dvh - 2rem);
  overflow: auto;
  overscroll-behavior: contain;
  padding: 1.5rem;
}
dialog::backdrop { background: rgb(10 15 22 / 0.55); }
dialog[part~="block"] {
  block-size: 100dvh;
  border: 0;
  border-radius: 0;
  inline-size: 100vw;
  margin: 0;
  max-block-size: none;
  max-inline-size: none;
  padding: max(1.5rem, env(safe-area-inset-top)) 1.5rem max(1.5rem, env(safe-area-inset-bottom));
}
dialog[part~="block"][open] { display: flex; }
dialog[part~="block"] .inside { inline-size: 28rem; margin: auto; text-align: center; }
dialog[part~="block"] [part="actions"] { justify-content: center; }
svg { color: var(--_accent); display: block; block-size: 2.5rem; inline-size: 2.5rem; margin-block-end: 1rem; }
dialog[part~="block"] svg { margin-inline: auto; block-size: 3.5rem; inline-size: 3.5rem; }
[part="title"] { font-size: 1.25em; font-weight: 650; line-height: 1.3; margin: 0 0 0.5rem; outline: none; text-wrap: balance; }
dialog [part="text"] { color: var(--_muted); margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
[part="actions"] { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; justify-content: flex-end; margin-block-start: 1.5rem; }
button, a {
  align-items: center;
  background: none;
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  color: inherit;
  cursor: pointer;
  display: inline-flex;
  font: inherit;
  font-weight: 550;
  justify-content: center;
  min-block-size: 2.75rem;
  min-inline-size: 2.75rem;
  padding: 0.375rem 1rem;
  text-align: center;
  text-decoration: none;
}
[part="update"], dialog [part="contact"]:last-child { background: var(--_accent); border-color: var(--_accent); color: var(--_on-accent); }
[part="skip"] { border-color: transparent; padding-inline: 0.5rem; }
:is(button, a):hover { box-shadow: inset 0 0 0 10rem rgb(127 127 127 / 0.12); }
:is(button, a):focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
.inside { container-type: inline-size; }
@container (max-width: 17rem) {
  [part="actions"] { align-items: stretch; flex-direction: column-reverse; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog[part~="nudge"][open] { animation: appear 0.18s ease-out; }
  @keyframes appear { from { opacity: 0; transform: translateY(0.75rem); } }
}
@media (forced-colors: active) {
  [part="update"] { border-color: ButtonText; forced-color-adjust: auto; }
}
`;
