import { Button, Checkbox, Modal, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Me } from "@/shared/api/session.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";

import classes from "./FilterBar.module.css";

interface ViewDialogProps {
  title: string;
  name: string;
  sharedWith: readonly string[];
  groups: Me["groups"];
  error: unknown;
  saving: boolean;
  onClose: () => void;
  onSave: (name: string, sharedWith: string[]) => void;
}

export default function ViewDialog({
  title,
  groups,
  error,
  saving,
  onClose,
  onSave,
  ...view
}: ViewDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(view.name);
  const [sharedWith, setSharedWith] = useState([...view.sharedWith]);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    onSave(name.trim(), sharedWith);
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("common.close") }}>
      <form onSubmit={save} className={classes.form}>
        <TextInput
          data-autofocus
          required
          label={t("inbox.viewName")}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {groups.length > 0 && (
          <Checkbox.Group
            label={t("inbox.shareWith")}
            description={t("inbox.shareText")}
            value={sharedWith}
            onChange={setSharedWith}
          >
            <div className={classes.groups}>
              {groups.map(({ id, displayName }) => (
                <Checkbox key={id} value={id} label={displayName} />
              ))}
            </div>
          </Checkbox.Group>
        )}
        <ErrorNote error={error} />
        <Button type="submit" loading={saving}>
          {t("inbox.save")}
        </Button>
      </form>
    </Modal>
  );
}
