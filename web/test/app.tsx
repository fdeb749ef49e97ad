import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { vi } from "vitest";

import { App } from "../src/app/App.tsx";
import { changeLanguage, startI18n, type Language } from "../src/shared/i18n/index.ts";
import { FakeEventSource } from "./FakeEventSource.ts";
import { people } from "./mock/data.ts";
import { MockServer } from "./mock/server.ts";

export function useServer(server: MockServer): void {
  FakeEventSource.all = [];
  vi.stubGlobal("EventSource", FakeEventSource);
  vi.stubGlobal("fetch", (path: string, init: RequestInit) =>
    server.handle(new Request(new URL(path, "http://localhost"), init)),
  );
}

let started = false;

/** The whole app in front of a server that is faked at the network's edge. */
export async function openApp(
  path: string,
  who: string | null,
  language: Language = "en",
  server = new MockServer(),
) {
  server.me = people.find((person) => person.username === who) ?? null;
  useServer(server);
  if (started) await changeLanguage(language);
  else await startI18n(language);
  started = true;
  window.history.pushState(null, "", path);
  render(<App />);
  return { server, user: userEvent.setup() };
}
