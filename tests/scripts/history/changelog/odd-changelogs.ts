// Changelogs as people have them. `|` at the beginning of a line only keeps the page readable.

const page = (text: string) =>
  text.split("\n").map((line) => line.replace(/^ *\|/, "")).join("\n").trimStart();

/** One with everything that a re-rendering editor would lose. */
export const full = page(`
  |# Changelog
  |
  |Everything that *users* notice.   
  |
  |* an odd preamble
  |
  |<!-- ## [Unreleased] in a comment
  |## [Unreleased]
  |-->
  |
  |## [Unreleased]
  |
  |A paragraph before any heading.
  |
  |### Added
  |- Orders can be exported.  
  |    more, indented by four
  |
  |\`\`\`md
  |## [Unreleased]
  |## [9.9.9] - 2020-01-01
  |\`\`\`
  |
  |### Our own section
  |* odd bullet
  |
  |## [1.2.0] - 2026-01-02 [YANKED]
  |
  |- Something.
  |
  |[Unreleased]: https://github.com/acme/shop/compare/web-v1.2.0...HEAD
  |[1.2.0]: https://github.com/acme/shop/releases/tag/web-v1.2.0
  |`);

export const noTitle = page(`
  |## Unreleased
  |- one
  |
  |## 1.2.0
  |- old
  |`);

export const lowerCase =
  "# log\n\n## [unreleased] - ReleaseDate\n\n- one\n\n## [1.2.0] - 2026-01-02\n\n[1.2.0]: https://gitlab.com/acme/shop/-/releases/web-v1.2.0\n";
export const inline =
  "# log\n\n## [Unreleased](https://github.com/acme/shop/compare/web-v1.2.0...main)\n\n- one\n\n## [1.2.0](https://github.com/acme/shop/compare/a...b) (2026-01-02)\n";
export const crlf = full.replaceAll("\n", "\r\n");
export const bom = `\uFEFF## [Unreleased]\n- one\n`;
export const noFinalNewline = "# log\n\n## [Unreleased]\n\n- one";
export const headingOnly = "## [Unreleased]";
export const closedHeading = "# log #\n\n## [Unreleased] ##\n\n- one\n";
export const comments =
  "## [Unreleased]\n\n<!-- write\nhere -->\n\n### Added\n\n<!-- - nothing -->\n\n## [1.2.0]\n";
export const openFence = "## [Unreleased]\n\n~~~\n## [1.2.0]\n";
