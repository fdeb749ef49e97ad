import type * as z from "zod/mini";

import { ProblemError, UnexpectedAnswerError, UnreachableError } from "./problem.ts";

interface RequestOptions {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  query?: Record<string, string | number | boolean | readonly string[] | null | undefined>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Goes on where the page is left; browsers take only small bodies then. */
  keepalive?: boolean;
}

type SignedOut = () => void;
const signedOutListeners = new Set<SignedOut>();

/** Called when the server says the session has ended. */
export function onSignedOut(listener: SignedOut): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** Asks the server and parses what it says. Throws ProblemError, UnreachableError or UnexpectedAnswerError. */
export async function request<T extends z.ZodMiniType>(
  path: string,
  schema: T,
  options: RequestOptions = {},
): Promise<z.output<T>> {
  const response = await send(path, options);
  const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new UnexpectedAnswerError(path, response.headers.get("X-Request-Id"), parsed.error);
  }
  return parsed.data;
}

/** As `request`, for answers that are not JSON. */
export async function requestText(path: string, options: RequestOptions = {}): Promise<string> {
  return (await send(path, options)).text();
}

async function send(
  path: string,
  { method = "GET", body, query, headers, signal, keepalive = false }: RequestOptions,
) {
  const init: RequestInit = {
    method,
    credentials: "same-origin",
    headers: {
      Accept: "application/json, application/problem+json",
      ...(method === "GET" ? languageHeader() : protectiveHeaders()),
      ...(body === undefined || body instanceof FormData ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(signal ? { signal } : {}),
    ...(keepalive ? { keepalive } : {}),
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  };
  let response: Response;
  try {
    response = await fetch(path + queryString(query), init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new UnreachableError("The server can't be reached", { cause: error });
  }
  if (response.ok) return response;
  if (response.status === 401 && path !== "/api/v1/session") signedOutListeners.forEach((tell) => tell());
  throw await ProblemError.from(response);
}

function queryString(query: RequestOptions["query"]): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === "") continue;
    for (const one of typeof value === "object" ? value : [value]) params.append(name, String(one));
  }
  return params.size === 0 ? "" : `?${params.toString()}`;
}

/** What every request that changes something carries. */
export const protectiveHeaders = (): Record<string, string> => ({ ...languageHeader(), ...csrfHeader() });

/** A problem's words about a field are in the language of the page, not of the browser. */
function languageHeader(): Record<string, string> {
  const { lang } = document.documentElement;
  return lang === "" ? {} : { "Accept-Language": lang };
}

function csrfHeader(): Record<string, string> {
  const token = /(?:^|;\s*)XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1];
  return token === undefined ? {} : { "X-XSRF-TOKEN": decodeURIComponent(token) };
}
