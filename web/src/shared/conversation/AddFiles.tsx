import { Button } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

/** Opens the choice of files. */
export function AddFiles({ add }: { add: (files: FileList | null) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconPaperclip size={18} aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {t("conversation.addFiles")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t("conversation.addFiles")}
        onChange={(event) => {
          add(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
