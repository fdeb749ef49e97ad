import { QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";

import { createQueryClient } from "@/shared/api/client.ts";

import { useStart } from "./useStart.ts";

const { navigate } = vi.hoisted(() => ({ navigate: vi.fn() }));
vi.mock("@tanstack/react-router", () => ({ useNavigate: () => navigate }));

const client = createQueryClient();
const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
);

class FakeDraft {
  id = "draft 1";
  stopped = false;
  stop = () => void (this.stopped = true);
  resume = () => void (this.stopped = false);
  renew = () => {
    this.id = "draft 2";
    this.stopped = false;
    return Promise.resolve();
  };
}

function starting(...answers: (Response | Error)[]) {
  const sent: { key: string | null; body: unknown }[] = [];
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    sent.push({
      key: new Headers(init.headers).get("Idempotency-Key"),
      body: JSON.parse(init.body as string),
    });
    const answer = answers.shift();
    return answer instanceof Response
      ? Promise.resolve(answer)
      : Promise.reject(answer ?? new Error("no answer"));
  });
  const draft = new FakeDraft();
  return { sent, draft, hook: renderHook(() => useStart("42", draft), { wrapper }).result };
}

const status = (code: number) => Response.json({ title: "x" }, { status: code });

test("repeats an attempt whose outcome is unknown, with its key and its body", async () => {
  const { sent, draft, hook } = starting(
    new TypeError("offline"),
    status(503),
    Response.json({ processInstanceKey: "7" }),
  );
  for (const amount of [1, 2, 3]) {
    act(() => hook.current.submit({ amount }));
    await waitFor(() => expect(hook.current.isPending).toBe(false));
  }
  expect(sent.map(({ key }) => key)).toEqual(Array(3).fill("draft 1"));
  expect(draft.stopped).toBe(true);
  expect(sent.map(({ body }) => body)).toEqual(
    Array(3).fill({ processDefinitionKey: "42", variables: { amount: 1 } }),
  );
  expect(navigate).toHaveBeenCalledWith({
    to: "/requests/$processInstanceKey",
    params: { processInstanceKey: "7" },
  });
});

test("begins a new attempt after a clear refusal", async () => {
  const { sent, hook } = starting(status(422), Response.json({ processInstanceKey: "8" }));
  act(() => hook.current.submit({ amount: 1 }));
  await waitFor(() => expect(hook.current.error).not.toBeNull());
  expect(hook.current.locked).toBe(false);
  act(() => hook.current.submit({ amount: 2 }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map(({ key }) => key)).toEqual(["draft 1", "draft 2"]);
  expect(sent[1]?.body).toMatchObject({ variables: { amount: 2 } });
});

test("knows an accepted request from a server that took nothing", async () => {
  const accepted = { type: "urn:countersign:problem:start-accepted", title: "Accepted" };
  const { hook } = starting(status(503), Response.json(accepted, { status: 503 }));
  for (const expected of [false, true]) {
    act(() => hook.current.submit({}));
    await waitFor(() => expect(hook.current.error).not.toBeNull());
    await waitFor(() => expect(hook.current.accepted).toBe(expected));
  }
});

test("says that another window has sent the draft, and leaves it to the person to send one more", async () => {
  const reused = { type: "urn:countersign:problem:idempotency-key-reused", title: "Reused" };
  const { draft, hook } = starting(Response.json(reused, { status: 409 }));
  act(() => hook.current.submit({ amount: 1 }));
  await waitFor(() => expect(hook.current.sentElsewhere).toBe(true));
  expect(draft).toMatchObject({ id: "draft 1", stopped: false });
});
