import { useTranslation } from "react-i18next";

import { ProblemError } from "../api/problem.ts";
import { describeError } from "./describeError.ts";
import { Note } from "./Note.tsx";
import classes from "./ui.module.css";

/** What went wrong with what somebody just did, beside the button they pressed. */
export function ErrorNote({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  const { kind, title, text, requestId } = describeError(error, t);
  const fields = error instanceof ProblemError ? error.problem.errors : [];
  return (
    <Note tone="bad" role="alert" title={title}>
      {fields.length > 0 ? (
        <ul>
          {fields.map(({ field, message }) => (
            <li key={field + message}>
              {field}: {message}
            </li>
          ))}
        </ul>
      ) : (
        <p>
          {text} {kind === "offline" && t("error.offline.kept")}
        </p>
      )}
      {requestId !== null && (
        <small className={classes.requestId}>
          {t("error.requestId")} <code>{requestId}</code>
        </small>
      )}
    </Note>
  );
}
