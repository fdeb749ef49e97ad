import {
  test as base,
  expect,
  type APIRequestContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";
import { randomUUID } from "node:crypto";

import { sessionFile, type Who } from "./people.ts";
import { csrfToken } from "./signInEverybody.ts";

type Caller = (who: Who) => Promise<Api>;

interface Fixtures {
  /** A browser of somebody who is signed in. */
  as: (who: Who, options?: BrowserContextOptions) => Promise<Page>;
  /** What somebody may do without a browser: for the things a journey is not about. */
  api: Caller;
}

export class Api {
  constructor(
    readonly context: APIRequestContext,
    readonly token: string,
  ) {}

  async post<T = unknown>(path: string, data: unknown, headers: Record<string, string> = {}): Promise<T> {
    const answer = await this.context.post(path, {
      data,
      headers: { "X-XSRF-TOKEN": this.token, ...headers },
    });
    expect(answer.ok(), `POST ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return (answer.status() === 204 ? undefined : await answer.json()) as T;
  }

  /** What is answered where it is not done. */
  async refused(path: string, data: unknown): Promise<{ status: number; detail: string }> {
    const answer = await this.context.post(path, { data, headers: { "X-XSRF-TOKEN": this.token } });
    expect(answer.ok(), `POST ${path} was not refused`).toBe(false);
    return (await answer.json()) as { status: number; detail: string };
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.context.get(path);
    expect(answer.ok(), `GET ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return (await answer.json()) as T;
  }

  async deploy(name: string, text: string): Promise<void> {
    const answer = await this.context.post("/v2/deployments", {
      multipart: { resources: { name, mimeType: "application/xml", buffer: Buffer.from(text) } },
      headers: { "X-XSRF-TOKEN": this.token },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  start(
    processDefinitionId: string,
    variables: Record<string, unknown>,
  ): Promise<{ processInstanceKey: string }> {
    return this.post(
      "/v2/process-instances",
      { processDefinitionId, variables },
      { "Idempotency-Key": randomUUID() },
    );
  }

  startPurchase(item: string, amount = 950): Promise<{ processInstanceKey: string }> {
    return this.start("purchase-request", {
      item,
      amount,
      category: "hardware",
      supplier: "Northwind",
      costCentre: "4100",
      justification: "The old one is broken beyond repair.",
    });
  }
}

export const test = base.extend<Fixtures>({
  as: async ({ browser }, use) => {
    const opened: Page[] = [];
    await use(async (who, options = {}) => {
      const context = await browser.newContext({ storageState: sessionFile(who), ...options });
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
  api: async ({ playwright, baseURL }, use) => {
    const opened: APIRequestContext[] = [];
    await use(async (who) => {
      const context = await playwright.request.newContext({
        storageState: sessionFile(who),
        ...(baseURL === undefined ? {} : { baseURL }),
      });
      opened.push(context);
      return new Api(context, await csrfToken(context));
    });
    for (const context of opened) await context.dispose();
  },
});

export { expect };

/** The address of an inbox that holds only tasks with these words: a full one shows what fits. */
export const inboxOf = (words: string) => `/inbox?search=${encodeURIComponent(words)}`;

/** The task about something, in the inbox's list. */
export const inboxRow = (page: Page, words: string) =>
  page.getByRole("list", { name: "Inbox" }).getByRole("link").filter({ hasText: words });
