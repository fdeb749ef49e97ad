import type { Page } from "@playwright/test";

import { expectAccessible } from "./accessible.ts";
import { together } from "./models.ts";
import { unique } from "./people.ts";
import { expect, inboxOf, inboxRow, test, type Api } from "./test.ts";

const pdf = (name: string, words = "an offer") => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% ${words}\n%%EOF\n`),
});

/** A new request of the requester's that the manager decides. */
async function ask(
  api: (who: "designer" | "requester") => Promise<Api>,
  variables: Record<string, unknown> = {},
) {
  const name = unique("Talk about");
  const id = name.replaceAll(" ", "-");
  const designer = await api("designer");
  await designer.deploy(
    `${id}.bpmn`,
    together(id, name, { policy: "any", approvers: '=["manager", "finance"]' }),
  );
  const { processInstanceKey } = await (await api("requester")).start(id, variables);
  return { name, request: `/requests/${processInstanceKey}` };
}

async function openTask(page: Page, name: string) {
  await page.goto(inboxOf(name));
  await inboxRow(page, name).click();
  await expect(page.getByRole("heading", { name: "Conversation" })).toBeVisible();
}

const talk = (page: Page) => page.getByRole("list", { name: "Conversation" });
const message = (page: Page) => page.getByRole("textbox", { name: "Message" });

test("somebody is mentioned by keyboard and sees it without a reload; a comment that is deleted leaves a trace", async ({
  as,
  api,
}) => {
  const { name, request } = await ask(api);
  const [manager, requester] = [await as("manager"), await as("requester")];
  await requester.goto(request);
  await expect(requester.getByText(/^Nobody has said anything yet/)).toBeVisible();
  await openTask(manager, name);
  await expect(manager.getByText("Next: nothing more, the request ends")).toBeVisible();

  await message(manager).pressSequentially("Is this within budget, @requ");
  await expect(manager.getByRole("listbox", { name: "People to mention" }).getByRole("option")).toHaveCount(
    1,
  );
  await expectAccessible(manager, "people to mention");
  await message(manager).press("Enter");
  await expect(message(manager)).toHaveValue("Is this within budget, @requester ");
  await message(manager).press("ControlOrMeta+Enter");

  await expect(talk(requester)).toContainText("Is this within budget, @");
  await expectAccessible(requester, "a request with a comment");
  await message(requester).fill("It is.");
  await requester.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(talk(manager)).toContainText("It is.");

  await message(manager).fill("Ask @operator about it.");
  await manager.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(manager.getByRole("alert")).toContainText("Somebody you mention would not see this");
  await message(manager).fill("");

  await requester.getByRole("button", { name: "Delete your comment" }).click();
  await requester.getByRole("button", { name: "Delete for good" }).click();
  await expect(talk(manager)).toContainText("deleted a comment");
  await expect(talk(manager)).not.toContainText("It is.");
});

test("a file goes up and comes down as it was; what is not what it says is refused, what is removed is gone", async ({
  as,
  api,
}) => {
  const { name, request } = await ask(api);
  const [manager, requester] = [await as("manager"), await as("requester")];
  await openTask(manager, name);
  await requester.goto(request);

  await requester
    .locator("input[type=file]")
    .setInputFiles([
      pdf("Angebot Müller.pdf"),
      { ...pdf("invoice.pdf"), buffer: Buffer.from("<!DOCTYPE html><html><script>alert(1)</script></html>") },
    ]);
  await expect(talk(requester).getByRole("link", { name: "Angebot Müller.pdf" })).toBeVisible();
  await expect(requester.getByText("invoice.pdf was not taken.")).toBeVisible();
  await expectAccessible(requester, "a file that was refused");
  await requester.getByRole("button", { name: "Dismiss the message about invoice.pdf" }).click();
  await expect(requester.getByText("invoice.pdf was not taken.")).toBeHidden();

  const down = manager.waitForEvent("download");
  await talk(manager).getByRole("link", { name: "Angebot Müller.pdf" }).click();
  const file = await down;
  expect(file.suggestedFilename()).toBe("Angebot Müller.pdf");
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).equals(pdf("").buffer)).toBe(true);

  await requester.getByRole("button", { name: "Remove Angebot Müller.pdf" }).click();
  await requester.getByRole("button", { name: "Remove for good" }).click();
  await expect(talk(manager)).toContainText("removed Angebot Müller.pdf");
  await expect(talk(manager).getByRole("link")).toHaveCount(0);
});

test("a question goes to the requester, comes back answered, and the task is decided", async ({
  as,
  api,
}) => {
  const { name, request } = await ask(api);
  const [manager, requester] = [await as("manager"), await as("requester")];
  await requester.goto("/requests");
  await openTask(manager, name);

  await message(manager).fill("Which supplier is it?");
  await manager.getByRole("button", { name: /^Ask / }).click();
  await expect(manager.getByText(/^Waiting for .+'s answer$/)).toBeVisible();
  await expect(manager.getByRole("button", { name: /^Ask / })).toBeHidden();
  await expect(manager.getByRole("button", { name: "Approve", exact: true })).toBeEnabled();
  await expectAccessible(manager, "a task that waits for an answer");

  const row = requester.locator(`a[href="${request}"]`);
  await expect(row).toContainText("asks: Which supplier is it?");
  await row.click();
  const box = requester.getByRole("region", { name: /asks you/ });
  await expect(box).toContainText("Which supplier is it?");
  await expectAccessible(requester, "a question to the requester");
  await box.getByRole("textbox", { name: "Your answer" }).fill("Northwind, as last year.");
  await box.getByRole("button", { name: "Send answer" }).click();
  await expect(box).toBeHidden();

  await expect(manager.getByText(/ answered$/).first()).toBeVisible();
  await expect(talk(manager)).toContainText("Northwind, as last year.");
  await manager.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(manager.getByText("You approved this")).toBeVisible();
  await expect(talk(requester)).toContainText("approved");
});

test("who comes back is told what changed since", async ({ as, api }) => {
  const { name, request } = await ask(api, { amount: 100 });
  const [manager, requester] = [await as("manager"), await as("requester")];
  const seen = manager.waitForResponse((answer) => answer.url().endsWith("/seen"));
  await openTask(manager, name);
  expect((await seen).status()).toBe(204);
  await expect(manager.getByText(/^Since you were here/)).toBeHidden();
  await manager.goto("about:blank");

  await requester.goto(request);
  await message(requester).fill("We need more.");
  await requester.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(talk(requester)).toContainText("We need more.");
  const instance = request.replace("/requests/", "");
  const operator = await api("operator");
  const change = await operator.context.put(`/v2/element-instances/${instance}/variables`, {
    data: { variables: { amount: 120 } },
    headers: { "X-XSRF-TOKEN": operator.token },
  });
  expect(change.ok(), await change.text()).toBe(true);
  await expect(requester.getByRole("heading", { name: /120/ })).toBeVisible();

  await openTask(manager, name);
  const note = manager.getByRole("status").filter({ hasText: /^Since you were here/ });
  await expect(note).toContainText("1 comment");
  await expect(note).toContainText("Amount: 100 → 120");
  await expect(talk(manager).getByText("New", { exact: true })).toBeVisible();
  await expectAccessible(manager, "what changed since one was here");

  const again = manager.waitForResponse((answer) => answer.url().endsWith("/seen"));
  await manager.reload();
  await again;
  await expect(talk(manager)).toContainText("We need more.");
  await expect(manager.getByText(/^Since you were here/)).toBeHidden();
});
