import { IconFile, IconFileOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { downloadPath, type Attachment } from "../api/files.ts";
import { fileSize } from "../format/values.ts";
import { useLocale } from "../i18n/useLocale.ts";
import classes from "./FileList.module.css";

/** A file by name and size, to be downloaded; of one that was taken away the name stays. */
export function FileLink({ file }: { file: Attachment }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return file.removedAt === null ? (
    <a href={downloadPath(file.attachmentId)} download={file.name} className={classes.name}>
      <IconFile size={20} stroke={1.75} aria-hidden />
      <span>
        {file.name} <span className={classes.size}>{fileSize(file.size, locale)}</span>
      </span>
    </a>
  ) : (
    <span className={classes.name} data-gone>
      <IconFileOff size={20} stroke={1.75} aria-hidden />
      <span>
        {file.name} <span className={classes.size}>{t("files.removed")}</span>
      </span>
    </span>
  );
}
