import { Progress } from "@mantine/core";
import { IconAlertCircle, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { fileSize } from "../format/values.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { describeError } from "../ui/describeError.ts";
import classes from "./Conversation.module.css";
import { FileTooLarge, type Upload } from "./useUploads.ts";

interface UploadsProps {
  uploads: readonly Upload[];
  forget: (id: number) => void;
}

/** Files on their way, and those that were refused, with the reason. */
export function Uploads({ uploads, forget }: UploadsProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const reason = (error: unknown) =>
    error instanceof FileTooLarge
      ? t("conversation.tooLarge", { limit: fileSize(error.limit, locale) })
      : describeError(error, t).text;
  return (
    <ul className={classes.uploads} aria-live="polite">
      {uploads.map(({ id, name, progress, error }) =>
        error === null ? (
          <li key={id} className={classes.upload}>
            <span className={classes.uploadName}>{name}</span>
            <Progress
              value={progress * 100}
              size="sm"
              aria-label={t("conversation.sending", { file: name })}
              className={classes.uploadBar ?? ""}
            />
          </li>
        ) : (
          <li key={id} className={classes.upload} data-refused>
            <IconAlertCircle size={20} stroke={1.75} aria-hidden />
            <span className={classes.uploadName}>
              <strong>{t("conversation.refused", { file: name })}</strong> {reason(error)}
            </span>
            <button
              type="button"
              className={classes.quiet}
              aria-label={t("conversation.dismiss", { file: name })}
              onClick={() => forget(id)}
            >
              <IconX size={18} aria-hidden />
            </button>
          </li>
        ),
      )}
    </ul>
  );
}
