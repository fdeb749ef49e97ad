import type { TFunction } from "i18next";

import { ProblemError, UnexpectedAnswerError, UnreachableError } from "../api/problem.ts";

interface Described {
  kind: "offline" | "forbidden" | "gone" | "other";
  title: string;
  text: string;
  requestId: string | null;
}

/** An error in words. The server's own sentence wins where it has one. */
export function describeError(error: unknown, t: TFunction): Described {
  if (error instanceof UnreachableError) {
    return {
      kind: "offline",
      title: t("error.offline.title"),
      text: t("error.offline.text"),
      requestId: null,
    };
  }
  if (error instanceof ProblemError) {
    const { status, detail, requestId } = error.problem;
    if (status === 401) {
      return { kind: "other", title: t("error.ended.title"), text: t("error.ended.text"), requestId: null };
    }
    const kind = status === 403 ? "forbidden" : status === 404 ? "gone" : "other";
    const titles = { forbidden: t("error.forbidden.title"), gone: t("error.gone.title") };
    const texts = {
      forbidden: t("error.forbidden.text"),
      gone: t("error.gone.text"),
      other: t("error.other.text"),
    };
    return {
      kind,
      title: kind === "other" ? error.problem.title || t("error.other.title") : titles[kind],
      text: detail ?? texts[kind],
      requestId,
    };
  }
  if (error instanceof UnexpectedAnswerError) {
    return {
      kind: "other",
      title: t("error.unexpected.title"),
      text: t("error.unexpected.text", { path: error.path }),
      requestId: error.requestId,
    };
  }
  return { kind: "other", title: t("error.other.title"), text: t("error.other.text"), requestId: null };
}

/** One sentence, for a toast or beside a button. */
export function sentenceOf(error: unknown, t: TFunction): string {
  const { title, text } = describeError(error, t);
  return text === "" ? title : text;
}
