import { ActionIcon, Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { IconPaperclip, IconX } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { handIn, type Attachment } from "@/shared/api/files.ts";
import { FileList } from "@/shared/files/FileList.tsx";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { Section } from "@/shared/ui/Section.tsx";

export type FilesChange = (before: readonly Attachment[]) => readonly Attachment[];

interface FilesProps {
  files: readonly Attachment[];
  locked: boolean;
  onChange: (change: FilesChange) => void;
}

/** The files that go with a request: kept with its draft, handed in with it. */
export function Files({ files, locked, onChange }: FilesProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const upload = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      // one after the other: where one is not taken, those before it are kept
      for (const file of chosen) {
        const taken = await handIn(file);
        onChange((before) => [...before, taken]);
      }
    },
  });
  return (
    <Section title={t("files.title")}>
      {files.length > 0 && (
        <FileList
          files={files}
          action={({ attachmentId, name }) =>
            !locked && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={44}
                aria-label={t("files.remove", { name })}
                onClick={() => {
                  onChange((before) => before.filter((file) => file.attachmentId !== attachmentId));
                  button.current?.focus();
                }}
              >
                <IconX size={20} stroke={1.75} aria-hidden />
              </ActionIcon>
            )
          }
        />
      )}
      <ErrorNote error={upload.error} />
      {!locked && (
        <>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            data-testid="files"
            onChange={(event) => {
              const chosen = [...(event.currentTarget.files ?? [])];
              // the same file can be chosen again
              event.currentTarget.value = "";
              if (chosen.length > 0) upload.mutate(chosen);
            }}
          />
          <Button
            ref={button}
            variant="default"
            size="md"
            leftSection={<IconPaperclip size={18} aria-hidden />}
            loading={upload.isPending}
            onClick={() => input.current?.click()}
          >
            {t("files.add")}
          </Button>
        </>
      )}
    </Section>
  );
}
