import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Preview } from "@/shared/api/templates.ts";
import { Note } from "@/shared/ui/Note.tsx";

import classes from "./Admin.module.css";

const looks = ["light", "dark", "plain"] as const;

/** A mail as its reader sees it. The frame runs and loads nothing, whatever is in it. */
export function MailPreview({ preview: { subject, html, text } }: { preview: Preview }) {
  const { t } = useTranslation();
  const [look, setLook] = useState<(typeof looks)[number]>("light");
  if (html === null || text === null) return <Note tone="care">{t("admin.templates.noPreview")}</Note>;
  return (
    <>
      <SegmentedControl
        aria-label={t("admin.templates.look")}
        data={looks.map((value) => ({ value, label: t(`admin.templates.looks.${value}`) }))}
        value={look}
        onChange={(value) => setLook(looks.find((known) => known === value) ?? look)}
      />
      <p className={classes.mailSubject}>{subject}</p>
      {look === "plain" ? (
        <pre className={classes.plainMail} tabIndex={0}>
          {text}
        </pre>
      ) : (
        <iframe
          className={classes.mailFrame}
          title={t("admin.templates.preview")}
          sandbox=""
          srcDoc={html}
          // what the mail asks for as the reader's preference is that of the frame
          style={{ colorScheme: look }}
        />
      )}
    </>
  );
}
