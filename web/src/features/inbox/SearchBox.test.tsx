import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { SearchBox } from "./SearchBox.tsx";

const searched = vi.fn<(words: string) => void>();

const at = (words: string, found: boolean) => (
  <MantineProvider>
    <SearchBox ref={null} words={words} found={found} onSearch={searched} />
    <ul data-tasks>
      <li>
        <a href="/inbox/1">A task</a>
      </li>
    </ul>
  </MantineProvider>
);
const box = () => screen.getByRole<HTMLInputElement>("searchbox");
const type = (words: string) => fireEvent.change(box(), { target: { value: words } });

beforeEach(() => {
  vi.useFakeTimers();
  searched.mockReset();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("what is typed stays while the address still has the words of before", () => {
  const { rerender } = render(at("", true));
  type("fork");
  act(() => void vi.runAllTimers());
  expect(searched).toHaveBeenLastCalledWith("fork");
  expect(box().value).toBe("fork");

  type("forklift");
  rerender(at("fork", false));
  expect(box().value).toBe("forklift");
  act(() => void vi.runAllTimers());
  expect(searched).toHaveBeenLastCalledWith("forklift");
});

test("words that come from elsewhere are shown", () => {
  const { rerender } = render(at("fork", true));
  rerender(at("saw", true));
  expect(box().value).toBe("saw");
});

test("goes into the list that was asked for, not into the one before", () => {
  const { rerender } = render(at("", true));
  box().focus();
  type("saw");
  fireEvent.keyDown(box(), { key: "ArrowDown" });
  expect(searched).toHaveBeenCalledExactlyOnceWith("saw");
  expect(document.activeElement).toBe(box());
  rerender(at("saw", false));
  expect(document.activeElement).toBe(box());
  rerender(at("saw", true));
  expect(document.activeElement).toBe(screen.getByRole("link"));
});
