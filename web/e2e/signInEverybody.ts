import { request, type FullConfig } from "@playwright/test";

import { passwordOf, people, sessionFile } from "./people.ts";

/** Once each: signing in is slow on purpose, and too many attempts are refused. */
export default async function signInEverybody(config: FullConfig): Promise<void> {
  const baseURL = config.projects[0]?.use.baseURL;
  if (baseURL === undefined) throw new Error("playwright.config.ts has no baseURL");
  for (const who of people) {
    const api = await request.newContext({ baseURL });
    await api.get("/api/v1/me");
    const token = await csrfToken(api);
    const answer = await api.post("/api/v1/session", {
      data: { username: who, password: passwordOf(who) },
      headers: { "X-XSRF-TOKEN": token },
    });
    if (!answer.ok()) throw new Error(`${who} can't sign in: ${answer.status()} ${await answer.text()}`);
    await api.get("/api/v1/me");
    await api.storageState({ path: sessionFile(who) });
    await api.dispose();
  }
}

type Api = Awaited<ReturnType<typeof request.newContext>>;

export const csrfToken = async (api: Api): Promise<string> =>
  (await api.storageState()).cookies.find((cookie) => cookie.name === "XSRF-TOKEN")?.value ?? "";
