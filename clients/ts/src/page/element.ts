// `slipway/client/element`: importing it defines <slipway-update>, which shows what a client decided.

import type { Updates } from "../api.ts";
import { action, build, fill } from "./dom.ts";
import { isField } from "./field.ts";
import { reloadPage } from "./reload.ts";
import { type Strings, stringsFor } from "./strings.ts";
import { type View, viewOf } from "./view.ts";

/** The part of a client that the element needs. */
export type ShownUpdates = Pick<Updates, "state" | "subscribe" | "skip" | "nudged">;

/**
 * A banner where the element stands, a dialog that can be put off, or a full screen with one button. Its parts: `banner`, `dialog`, `nudge`, `block`,
 * `title`, `text`, `actions`, `update`, `later`, `skip`, `contact`. Fires `slipway-update` (cancelable), `slipway-later` and `slipway-skip`.
 */
export interface SlipwayUpdateElement extends HTMLElement {
  /** What `createUpdates` answered. */
  updates: ShownUpdates | null;
  /** Replaces texts, in whichever language. */
  strings: Partial<Strings>;
}

declare global {
  interface HTMLElementTagNameMap {
    "slipway-update": SlipwayUpdateElement;
  }
}

define();

/** Does nothing where there is no page, as on a server that renders one. */
function define(): void {
  if (typeof customElements === "undefined" || customElements.get("slipway-update")) return;

  class SlipwayUpdate extends HTMLElement implements SlipwayUpdateElement {
    #updates: ShownUpdates | null = null;
    #strings: Partial<Strings> = {};
    #unsubscribe = () => {};
    /** The decision that somebody put off. */
    #putOff = "";
    #mode: View["mode"] = "none";
    #elements = build(this.attachShadow({ mode: "open" }));

    constructor() {
      super();
      const { dialog } = this.#elements;
      // Chromium closes a dialog on the second Escape, whatever `cancel` says.
      dialog.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.#mode === "block") event.preventDefault();
      });
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        if (this.#mode === "nudge") this.#later();
      });
      dialog.addEventListener("close", () => this.#render());
    }

    get updates(): ShownUpdates | null {
      return this.#updates;
    }

    set updates(updates: ShownUpdates | null) {
      this.#updates = updates;
      this.#follow();
    }

    get strings(): Partial<Strings> {
      return this.#strings;
    }

    set strings(strings: Partial<Strings>) {
      this.#strings = strings;
      this.#render();
    }

    connectedCallback(): void {
      // What was set before this element was defined.
      for (const name of ["updates", "strings"]) {
        const own = Object.getOwnPropertyDescriptor(this, name);
        if (own && Reflect.deleteProperty(this, name)) Reflect.set(this, name, own.value);
      }
      document.addEventListener("focusout", this.#render);
      this.#follow();
    }

    disconnectedCallback(): void {
      document.removeEventListener("focusout", this.#render);
      // It would come back open, and no longer above everything.
      this.#elements.dialog.close();
      this.#follow();
    }

    #follow(): void {
      this.#unsubscribe();
      this.#unsubscribe = this.isConnected && this.#updates?.subscribe(this.#render) || (() => {});
      this.#render();
    }

    #key(): string {
      const { kind = "", build = 0, reason = "" } = this.#updates?.state.decision ?? {};
      return [kind, build, reason].join();
    }

    #render = (): void => {
      if (!this.isConnected) return;
      const { banner, dialog, title } = this.#elements;
      const { view, strings, language } = this.#read() ?? {};
      // A dialog does not take the keyboard from somebody who types; it waits.
      const isWaiting = view?.mode === "nudge" && !dialog.open && document.activeElement !== null &&
        isField(document.activeElement);
      const mode = isWaiting ? "banner" : view?.mode ?? "none";
      const isModal = mode === "nudge" || mode === "block";
      this.#mode = mode;
      banner.hidden = mode !== "banner";
      if (view && strings && mode !== "none") {
        const place = isModal ? dialog : banner;
        place.lang = language ?? "";
        fill(place, view, this.#actions(view, mode, strings));
      }
      if (isModal) {
        dialog.setAttribute("part", `dialog ${mode}`);
        dialog.setAttribute("role", mode === "block" ? "alertdialog" : "dialog");
      }
      if (isModal && !dialog.open) {
        dialog.showModal();
        title.focus();
      } else if (!isModal && dialog.open) dialog.close();
    };

    #read(): { view: View; strings: Strings; language: string } | undefined {
      if (!this.#updates) return undefined;
      const said = this.closest("[lang]")?.getAttribute("lang");
      const found = stringsFor(said ? [said] : navigator.languages);
      const strings = { ...found.strings, ...this.#strings };
      // Texts of the app's own are in the language of its page.
      const language = said && Object.keys(this.#strings).length > 0 ? said : found.language;
      const isPutOff = this.#putOff === this.#key();
      const view = viewOf(this.#updates.state, { isPutOff, origin: location.origin, language, strings });
      return { view, strings, language };
    }

    #actions({ update, contact, canSkip }: View, mode: View["mode"], strings: Strings): HTMLElement[] {
      const actions: HTMLElement[] = [];
      if (update !== null) actions.push(action("update", strings.update, update || null, this.#update));
      if (contact !== null) actions.push(action("contact", strings.contact, contact));
      if (mode === "banner" && canSkip) actions.push(action("skip", "✕", null, this.#skip, strings.skip));
      if (mode === "nudge") {
        actions.push(action("later", update === null ? strings.close : strings.later, null, this.#later));
      }
      return mode === "banner" ? actions : actions.reverse();
    }

    #fire(name: string): boolean {
      const { build = null, url = null } = this.#updates?.state.decision ?? {};
      const event = new CustomEvent(name, {
        bubbles: true,
        composed: true,
        cancelable: true,
        detail: { build, url },
      });
      return this.dispatchEvent(event);
    }

    #update = (event: Event): void => {
      const isLink = event.currentTarget instanceof HTMLAnchorElement;
      if (!this.#fire("slipway-update")) event.preventDefault();
      else if (!isLink) reloadPage();
      this.#putAway();
    };

    #later = (): void => {
      this.#fire("slipway-later");
      this.#putAway();
    };

    #skip = (): void => {
      this.#fire("slipway-skip");
      this.#updates?.skip();
    };

    /** Not again in this page view, and no sooner than the policy says. */
    #putAway(): void {
      if (this.#mode !== "nudge") return;
      this.#putOff = this.#key();
      this.#updates?.nudged();
      this.#render();
    }
  }

  customElements.define("slipway-update", SlipwayUpdate);
}
