import type { TFunction } from "i18next";

import { ProblemError, UnexpectedAnswerError, UnreachableError } from "../api/problem.ts";

interface Described {
  kind: "offline" | "forbidden" | "gone" | "other";
  title: string;
  text: string;
  /** Where somebody who helps would need it. */
  requestId: string | null;
}

/** An error in the reader's language; in the server's own words, which are English, where we have none for it. */
export function describeError(error: unknown, t: TFunction): Described {
  if (error instanceof UnreachableError) {
    return {
      kind: "offline",
      title: t("error.offline.title"),
      text: t("error.offline.text"),
      requestId: null,
    };
  }
  if (error instanceof ProblemError) return describeProblem(error, t);
  if (error instanceof UnexpectedAnswerError) {
    return {
      kind: "other",
      title: t("error.unexpected.title"),
      text: t("error.unexpected.text", { path: error.path }),
      requestId: error.requestId,
    };
  }
  return { kind: "other", title: t("error.other.title"), text: t("error.other.reload"), requestId: null };
}

function describeProblem({ status, slug, problem }: ProblemError, t: TFunction): Described {
  const kind = kinds.get(status) ?? "other";
  const general = {
    title: kind === "other" ? problem.title || t("error.other.title") : t(`error.${kind}.title`),
    text: kind === "other" ? (problem.detail ?? t("error.other.text")) : t(`error.${kind}.text`),
  };
  // not every problem has words of ours; this one stands for those that have
  const ours = `problem.${slug}` as "problem.not-signed-in";
  const refusal = t(`task.refusal.${slug}` as "task.refusal.other", { defaultValue: "" });
  return {
    kind,
    title: t(`${ours}.title`, { defaultValue: refusal === "" ? general.title : t("error.refused") }),
    text: t(`${ours}.text`, { defaultValue: refusal === "" ? general.text : refusal }),
    requestId: status >= 500 ? problem.requestId : null,
  };
}

const kinds = new Map<number, "forbidden" | "gone">([
  [403, "forbidden"],
  [404, "gone"],
]);
