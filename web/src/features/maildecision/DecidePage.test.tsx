import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import type { DecisionLink } from "@/shared/api/decisionLinks.ts";
import type { Person } from "@/shared/api/model.ts";

import { openApp } from "../../../test/app.tsx";
import { people, purchaseTask } from "../../../test/mock/data.ts";
import { MockServer, problem } from "../../../test/mock/server.ts";

const [rita] = people as [(typeof people)[number]];
const mara: Person = { username: "mara", displayName: "Mara Manager" };
const task = purchaseTask({ item: "Forklift", amount: 740, by: rita, minutes: 5 });
const yes = { allowed: true, reason: null, message: null };

const link = (state: DecisionLink["state"], more: Partial<DecisionLink> = {}): DecisionLink => ({
  state,
  codeAllowed: false,
  expiresAt: "2026-12-01T10:00:00Z",
  person: null,
  used: null,
  asked: null,
  ...more,
});

function serving(shown: () => DecisionLink) {
  const server = new MockServer();
  const look = vi.fn(async (request: Request) => {
    await request.json();
    return Response.json(shown());
  });
  server.on("POST", "/api/v1/decision-links/look", look);
  return { server, look };
}

beforeEach(() => sessionStorage.clear());

test.each([
  ["UNKNOWN", "This link can't be used"],
  ["TURNED_OFF", "Decisions by mail are turned off"],
  ["LOCKED", "This link can't be used at present"],
  ["EXPIRED", "This link has expired"],
  ["USED", "This link has been used"],
  ["CLOSED", "There is nothing for you to decide here now"],
  ["PROOF_NEEDED", "Somebody asks for your decision"],
  ["OTHER_PERSON", "This link was sent to somebody else"],
] as const)("says what is the matter: %s", async (state, title) => {
  const { server } = serving(() => link(state));
  await openApp("/decide#token", null, "en", server);

  expect(await screen.findByRole("heading", { name: title })).toBeVisible();
  expect(window.location.hash).toBe("");
  expect(screen.queryByRole("button", { name: "Approve" })).not.toBeInTheDocument();
});

test("decides only once it is pressed, and a rejection says why", async () => {
  const asked = { task, decide: yes, complete: true };
  const { server } = serving(() => link("OPEN", { person: mara, asked }));
  const decide = vi.fn(async (request: Request) => {
    const body = (await request.json()) as { outcome: "approved" | "rejected" };
    return Response.json(
      link("USED", { person: mara, asked, used: { outcome: body.outcome, at: "2026-11-23T10:00:00Z" } }),
    );
  });
  server.on("POST", "/api/v1/decision-links/decision", decide);
  const { user } = await openApp("/decide#token.reject", "mara", "en", server);

  await user.click(await screen.findByRole("button", { name: "Reject" }));
  expect(screen.getByText("Say why, so that they know what to change.")).toBeVisible();
  expect(decide).not.toHaveBeenCalled();
  await user.type(screen.getByLabelText("Comment"), "Too dear");
  await user.click(screen.getByRole("button", { name: "Reject" }));

  expect(await screen.findByText("You rejected this")).toBeVisible();
  expect(decide).toHaveBeenCalledTimes(1);
});

test("a code stands for signing in, and a wrong one can be typed again", async () => {
  const asked = { task, decide: yes, complete: true };
  const server = new MockServer();
  server.on("POST", "/api/v1/decision-links/look", async (request: Request) => {
    const { code } = (await request.json()) as { code?: string };
    if (code === undefined) return Response.json(link("PROOF_NEEDED", { codeAllowed: true }));
    return code === "123456"
      ? Response.json(link("OPEN", { person: mara, asked }))
      : problem(403, "wrong-code", "The code does not fit", "That is not it.");
  });
  server.on("POST", "/api/v1/decision-links/code", () => new Response(null, { status: 202 }));
  const { user } = await openApp("/decide#token", null, "en", server);

  await user.click(await screen.findByRole("button", { name: "Send me a code" }));
  await user.type(await screen.findByLabelText("Code of six digits"), "000000");
  await user.click(screen.getByRole("button", { name: "Go on" }));
  expect(await screen.findByText(/That is not the code of the latest mail/)).toBeVisible();
  await user.clear(screen.getByLabelText("Code of six digits"));
  await user.type(screen.getByLabelText("Code of six digits"), "123456");
  await user.click(screen.getByRole("button", { name: "Go on" }));

  expect(await screen.findByText("You decide as Mara Manager.")).toBeVisible();
  expect(screen.getAllByText("Forklift")[0]).toBeVisible();
});

test("shows what has happened where a decision comes too late", async () => {
  let late = false;
  const asked = { task, decide: yes, complete: true };
  const { server } = serving(() =>
    late
      ? link("CLOSED", {
          person: mara,
          asked: {
            ...asked,
            decide: {
              allowed: false,
              reason: "task-already-decided",
              message: "Finn approved this task already.",
            },
          },
        })
      : link("OPEN", { person: mara, asked }),
  );
  server.on("POST", "/api/v1/decision-links/decision", () => {
    late = true;
    return problem(409, "task-already-decided", "Not now", "Finn approved this task already.");
  });
  const { user } = await openApp("/decide#token", "mara", "en", server);

  await user.click(await screen.findByRole("button", { name: "Approve" }));

  expect(await screen.findByText("Finn approved this task already.")).toBeVisible();
  await waitFor(() => expect(screen.queryByRole("button", { name: "Approve" })).not.toBeInTheDocument());
});
