import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { FakeEventSource } from "../../../test/FakeEventSource.ts";
import { useLive } from "./useLive.ts";

/** Answers that come when they are let through, each with what was true when it was asked for. */
let truth = 0;
let answers: (() => void)[] = [];
const ask = vi.fn(
  () =>
    new Promise<string>((resolve) => {
      const then = `truth ${truth}`;
      answers.push(() => resolve(then));
    }),
);
const answer = () => answers.splice(0).forEach((each) => each());

function List() {
  useLive();
  return <p>{useQuery({ queryKey: ["inbox", "list"], queryFn: ask }).data ?? "nothing"}</p>;
}

const change = () => {
  truth++;
  FakeEventSource.all.at(-1)?.hint("tasks");
};

const pass = () => vi.advanceTimersByTimeAsync(50);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeEventSource);
  truth = 0;
  answers = [];
  ask.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open() {
  const client = new QueryClient();
  return render(
    <QueryClientProvider client={client}>
      <List />
    </QueryClientProvider>,
  );
}

test("hints that come faster than answers keep nothing from showing", async () => {
  const { container } = open();
  answer();
  await pass();
  expect(container).toHaveTextContent("truth 0");
  for (let hint = 1; hint <= 5; hint++) {
    change();
    await pass();
  }
  expect(ask, "one answer is broken off, the next is waited for").toHaveBeenCalledTimes(3);

  answer();
  await pass();
  expect(container).toHaveTextContent("truth 2");
  expect(ask, "what came meanwhile is asked for together").toHaveBeenCalledTimes(4);
  answer();
  await pass();
  expect(container).toHaveTextContent("truth 5");
  await pass();
  expect(ask).toHaveBeenCalledTimes(4);
});

test("a change while the first answer is on its way shows, too", async () => {
  const { container } = open();
  change();
  await pass();
  expect(ask).toHaveBeenCalledTimes(1);
  answer();
  await pass();
  expect(container).toHaveTextContent("truth 0");
  answer();
  await pass();
  expect(container).toHaveTextContent("truth 1");
});

test("the lists are asked before what is open", async () => {
  const asked: string[] = [];
  function Page() {
    useLive();
    useQuery({ queryKey: ["tasks"], queryFn: () => asked.push("tasks") });
    useQuery({ queryKey: ["inbox"], queryFn: () => asked.push("inbox") });
    return null;
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
  await pass();
  asked.length = 0;

  change();
  await pass();
  expect(asked).toEqual(["inbox"]);
  await pass();
  await pass();
  expect(asked).toEqual(["inbox", "tasks"]);
});
