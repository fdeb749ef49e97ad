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
Element.prototype.scrollIntoView = nothing;
Object.defineProperty(document, "fonts", { value: new EventTarget() });

afterEach(() => {
  cleanup();
  document.cookie = "XSRF-TOKEN=; max-age=0";
});
