import { useTranslation } from "react-i18next";

import { describeError } from "../ui/describeError.ts";
import { Note } from "../ui/Note.tsx";

/** Why something did not work, in one sentence or two. */
export function Refusal({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  const { title, text } = describeError(error, t);
  return (
    <Note tone="bad" role="alert" title={title}>
      <p>{text}</p>
    </Note>
  );
}
