import { IconFile, IconFileOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { downloadPath, type Attachment } from "../api/files.ts";
import { fileSize } from "../format/values.ts";
import { useLocale } from "../i18n/useLocale.ts";
import classes from "./FileList.module.css";

interface FileListProps {
  files: readonly Attachment[];
  /** What can be done with one. */
  action?: (file: Attachment) => ReactNode;
}

/** Files by name and size, each to be downloaded; of one that was taken away the name stays. */
export function FileList({ files, action }: FileListProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <ul className={classes.files} aria-label={t("files.title")}>
      {files.map((file) => (
        <li key={file.attachmentId} className={classes.file}>
          {file.removedAt === null ? (
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
          )}
          {action?.(file)}
        </li>
      ))}
    </ul>
  );
}
