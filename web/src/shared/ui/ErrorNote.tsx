import { useTranslation } from "react-i18next";

import { ProblemError } from "../api/problem.ts";
import { describeError } from "./describeError.ts";
import { Note } from "./Note.tsx";

/** What went wrong with what somebody just did, beside the button they pressed. */
export function ErrorNote({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  const { text, requestId } = describeError(error, t);
  const fields = error instanceof ProblemError ? error.problem.errors : [];
  return (
    <Note tone="bad" role="alert">
      {text}
      {fields.length > 0 && (
        <ul>
          {fields.map(({ field, message }) => (
            <li key={field + message}>
              {field}: {message}
            </li>
          ))}
        </ul>
      )}
      {requestId !== null && (
        <small>
          {" "}
          {t("error.requestId")} <code>{requestId}</code>
        </small>
      )}
    </Note>
  );
}
