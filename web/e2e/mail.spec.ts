import type { Page } from "@playwright/test";

import { expectAccessible } from "./accessible.ts";
import { together } from "./models.ts";
import { passwordOf, unique, type Who } from "./people.ts";
import { expect, test, type Api } from "./test.ts";

type Caller = (who: Who) => Promise<Api>;

/** Asks somebody for a decision, and gives back what it is about. */
async function ask(api: Caller, who: Who): Promise<string> {
  const what = unique("Forklift");
  const id = what.replaceAll(" ", "-");
  await (await api("designer")).deploy(`${id}.bpmn`, together(id, what, { approvers: `=["${who}"]` }));
  await (await api("requester")).start(id, { item: `${what} <b>red</b>`, amount: 740, currency: "EUR" });
  return what;
}

const mailsTo = async (api: Api, who: Who, words: string) =>
  (
    await api.get<{ items: { id: string; subject: string; text: string }[] }>(
      `/mailbox/messages?to=${who}@example.org`,
    )
  ).items.filter(({ subject }) => subject.includes(words));

/** The newest mail to somebody that has these words and is none of those that were there before. */
async function mailTo(api: Api, who: Who, words: string, before: { id: string }[] = []): Promise<string> {
  let text = "";
  await expect(async () => {
    const [found] = (await mailsTo(api, who, words)).filter(({ id }) => before.every((old) => old.id !== id));
    expect(found).toBeDefined();
    text = found?.text ?? "";
  }).toPass();
  return text;
}

/** The path and what follows it: the product may be reached under another address than it writes into its mails. */
const linkIn = (text: string) => /\/decide#[\w-]+/.exec(text)?.[0] ?? "";

async function open(page: Page, link: string) {
  await page.goto("about:blank");
  await page.goto(link);
}

test("a link in a mail decides once, for its person, after signing in", async ({ as, api, browser }) => {
  const what = await ask(api, "finance");
  const text = await mailTo(await api("finance"), "finance", what);
  expect(text).toContain("Robin Berger asks for your approval");
  expect(text).toContain("€740.00");
  const link = linkIn(text);

  // somebody it was forwarded to
  const other = await as("manager");
  await open(other, link);
  await expect(other.getByRole("heading", { name: "This link was sent to somebody else" })).toBeVisible();
  await expect(other.getByText(what)).toHaveCount(0);
  await expectAccessible(other, "a link of somebody else");

  // its person, who is not signed in
  const context = await browser.newContext();
  const page = await context.newPage();
  await open(page, link);
  await expect(page.getByRole("heading", { name: "Somebody asks for your decision" })).toBeVisible();
  await expect(page.getByText(what)).toHaveCount(0);
  expect(page.url()).toMatch(/\/decide$/);
  await expectAccessible(page, "a link before signing in");
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("Username").fill("finance");
  await page.getByLabel("Password", { exact: true }).fill(passwordOf("finance"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: what })).toBeVisible();
  await expect(page.getByText("€740.00")).toBeVisible();
  await expect(page.getByText("Robin Berger asks")).toBeVisible();
  await expectAccessible(page, "what a mail asks for");

  await page.getByRole("button", { name: "Reject" }).click();
  await expect(page.getByText("Say why, so that they know what to change.")).toBeVisible();
  await page.getByRole("textbox", { name: "Comment" }).fill("Just what we need.");
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("You approved this")).toBeVisible();
  await expect(page.getByRole("button", { name: "Reject" })).toHaveCount(0);

  // and never again
  await open(page, `${link}.reject`);
  await expect(page.getByText("You approved this")).toBeVisible();
  await expect(page.getByRole("button", { name: "Reject" })).toHaveCount(0);
  await expectAccessible(page, "a link that was used");
  await page.getByRole("link", { name: "Open in Countersign" }).click();
  await expect(page.getByTestId("task").getByText("Just what we need.").first()).toBeVisible();
  await context.close();
});

test("where the organisation allows it, a one-time code decides on a phone", async ({ as, api, browser }) => {
  const admin = await as("admin");
  await admin.goto("/admin/approve-by-mail");
  await admin.getByRole("radio", { name: "After signing in, or with a one-time code" }).check();
  const save = admin.getByRole("button", { name: "Save" });
  // somebody may have chosen it before
  if (await save.isEnabled()) await save.click();
  await expect(save).toBeDisabled();
  await expectAccessible(admin, "approve by mail");

  const what = await ask(api, "finance");
  const mails = await api("finance");
  const link = linkIn(await mailTo(mails, "finance", what));
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  const phone = await context.newPage();
  await open(phone, `${link}.reject`);
  const before = await mailsTo(mails, "finance", "Your code for one decision");
  await phone.getByRole("button", { name: "Send me a code" }).click();
  await expect(phone.getByLabel("Code of six digits")).toBeFocused();
  const mail = await mailTo(mails, "finance", "Your code for one decision", before);
  const code = /\b\d{6}\b/.exec(mail)?.[0] ?? "";
  await phone.getByLabel("Code of six digits").fill(code === "000000" ? "111111" : "000000");
  await phone.getByRole("button", { name: "Go on" }).click();
  await expect(phone.getByText("That is not the code of the latest mail.")).toBeVisible();
  await expectAccessible(phone, "a wrong code");
  await phone.getByLabel("Code of six digits").fill(code);
  await phone.getByRole("button", { name: "Go on" }).click();

  await expect(phone.getByRole("heading", { name: what })).toBeVisible();
  await expect(phone.getByText("You decide as Finn Okafor.")).toBeVisible();
  await expectAccessible(phone, "what a mail asks for, on a phone");
  await phone.getByRole("textbox", { name: "Comment" }).fill("Too dear.");
  await phone.getByRole("button", { name: "Reject" }).click();
  await expect(phone.getByText("You rejected this")).toBeVisible();

  // the code opened nothing else
  await phone.goto("/inbox");
  await expect(phone.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await context.close();
});
