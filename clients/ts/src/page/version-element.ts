import { builtVersion } from "../built-version.ts";
import { type BuiltVersion, type VersionParts, versionParts } from "../version-label.ts";
import { chipStyle, noChip } from "./chip-style.ts";

/**
 * The version that a page was built as, in one line. Attributes: `version`, `build` and `commit` in place of what the build tool wrote, `href`
 * for a link to the notes (`{version}` and `{build}` are filled in), `label` for what a screen reader says before it, `theme`. Its parts:
 * `chip`, `version`, `channel`, `build`, `label`.
 */
export interface SlipwayVersionElement extends HTMLElement {
  /** What it shows; "" where the version is unknown, and nothing is shown. */
  readonly text: string;
}

declare global {
  interface HTMLElementTagNameMap {
    "slipway-version": SlipwayVersionElement;
  }
}

/** Does nothing where there is no page, as on a server that renders one. */
export function defineVersionElement(): void {
  if (typeof customElements === "undefined" || customElements.get("slipway-version")) return;

  class SlipwayVersion extends HTMLElement implements SlipwayVersionElement {
    static observedAttributes = ["version", "build", "commit", "href", "label"];
    #root = this.attachShadow({ mode: "open" });

    get text(): string {
      return this.#root.querySelector("bdi")?.textContent ?? "";
    }

    connectedCallback(): void {
      this.#render();
    }

    attributeChangedCallback(): void {
      if (this.isConnected) this.#render();
    }

    #render(): void {
      const parts = versionParts(this.#built());
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(parts === null ? noChip : chipStyle);
      this.#root.adoptedStyleSheets = [sheet];
      this.#root.replaceChildren(...parts === null ? [] : [this.#chip(parts)]);
    }

    /** A page that names its version names all: a build of another one would be a lie. */
    #built(): BuiltVersion {
      if (!this.hasAttribute("version")) return builtVersion();
      const [version, build, commit] = ["version", "build", "commit"].map((name) => this.getAttribute(name));
      return { version, build, commit };
    }

    #chip(parts: VersionParts): HTMLElement {
      const address = addressOf(this.getAttribute("href"), parts);
      const chip = address === null ? span("chip") : document.createElement("a");
      chip.setAttribute("part", address === null ? "chip" : "chip link");
      if (address !== null) chip.setAttribute("href", address);
      if (parts.commit !== "") chip.title = parts.commit;
      const label = this.getAttribute("label");
      if (label) chip.append(span("label", `${label} `));
      const shown = document.createElement("bdi");
      shown.append(span("version", parts.version));
      if (parts.channel !== "") shown.append(span("channel", parts.channel));
      if (parts.build !== "") shown.append(" ", span("build", `(${parts.build})`));
      chip.append(shown);
      return chip;
    }
  }

  customElements.define("slipway-version", SlipwayVersion);
}

function span(part: string, text = ""): HTMLElement {
  const element = document.createElement("span");
  element.setAttribute("part", part);
  element.textContent = text;
  return element;
}

/** Null for what is no page: a template that was not filled in may say anything. */
function addressOf(href: string | null, { version, channel, build }: VersionParts): string | null {
  if (!href) return null;
  const filled = href.replaceAll("{version}", version.slice(1) + channel).replaceAll("{build}", build);
  try {
    const { protocol, href: address } = new URL(filled, document.baseURI);
    return ["https:", "http:"].includes(protocol) ? address : null;
  } catch {
    return null;
  }
}
