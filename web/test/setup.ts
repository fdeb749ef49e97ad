import "@testing-library/jest-dom/vitest";

import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// generous, for machines that do much else at the same time
configure({ asyncUtilTimeout: 20_000 });

// what browsers have and jsdom has not
const nothing = () => undefined;
globalThis.matchMedia = (media) =>
  ({
    matches: false,
    media,
    addEventListener: nothing,
    removeEventListener: nothing,
  }) as unknown as MediaQueryList;
globalThis.ResizeObserver = class {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
};
globalThis.scrollTo = nothing;
Element.prototype.scrollTo = nothing;
// a window for lists that render what fits into it, and rows that do
Object.defineProperty(Element.prototype, "clientHeight", { value: 800 });
Object.defineProperty(Element.prototype, "clientWidth", { value: 400 });
Object.defineProperty(HTMLElement.prototype, "offsetHeight", { value: 90 });
Object.defineProperty(document, "fonts", { value: new EventTarget() });

afterEach(() => {
  cleanup();
  document.cookie = "XSRF-TOKEN=; max-age=0";
});
