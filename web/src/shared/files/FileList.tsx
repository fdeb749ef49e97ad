import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Attachment } from "../api/files.ts";
import { FileLink } from "./FileLink.tsx";
import classes from "./FileList.module.css";

interface FileListProps {
  files: readonly Attachment[];
  /** What can be done with one. */
  action?: (file: Attachment) => ReactNode;
}

/** Files, each to be downloaded. */
export function FileList({ files, action }: FileListProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes.files} aria-label={t("files.title")}>
      {files.map((file) => (
        <li key={file.attachmentId} className={classes.file}>
          <FileLink file={file} />
          {action?.(file)}
        </li>
      ))}
    </ul>
  );
}
