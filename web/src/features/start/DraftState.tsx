import { Button } from "@mantine/core";
import { IconCloudCheck, IconCloudUpload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { Note } from "@/shared/ui/Note.tsx";

import classes from "./Start.module.css";
import type { KeptDraft } from "./useDraft.ts";

/** Quiet while all is well; honest where what was typed is nowhere but here. */
export function DraftState({ draft: { keeper, keeping } }: { draft: KeptDraft }) {
  const { t } = useTranslation();
  switch (keeping) {
    case "nothing":
      return null;
    case "typing":
    case "saving":
      return (
        <p className={classes.keeping}>
          <IconCloudUpload size={18} stroke={1.75} aria-hidden />
          {t("drafts.saving")}
        </p>
      );
    case "kept":
      return (
        <p className={classes.keeping}>
          <IconCloudCheck size={18} stroke={1.75} aria-hidden />
          {t("drafts.saved")}
        </p>
      );
    case "offline":
      return (
        <Note tone="care" role="status" title={t("drafts.offline.title")}>
          {t("drafts.offline.text")}
        </Note>
      );
    case "changed":
      return (
        <Note tone="care" role="alert" title={t("drafts.changed.title")}>
          <p>{t("drafts.changed.text")}</p>
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => window.location.reload()}>
              {t("drafts.changed.theirs")}
            </Button>
            <Button variant="default" onClick={() => void keeper.keepMine()}>
              {t("drafts.changed.mine")}
            </Button>
          </div>
        </Note>
      );
    case "gone":
      return (
        <Note tone="care" role="alert" title={t("drafts.gone.title")}>
          <p>{t("drafts.gone.here")}</p>
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => void keeper.renew()}>
              {t("drafts.asNew")}
            </Button>
          </div>
        </Note>
      );
    case "refused":
      return <ErrorNote error={keeper.error} />;
  }
}
