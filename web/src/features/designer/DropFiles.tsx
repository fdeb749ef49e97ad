import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { IconFileUpload, IconX } from "@tabler/icons-react";
import { useRef, useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";

import { deploy } from "@/shared/api/definitions.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { Note } from "@/shared/ui/Note.tsx";

import classes from "./Designer.module.css";
import { deployedParts, isModel, perFile } from "./verdicts.ts";

/** Files in, and what the broker said about each of them out. */
export function DropFiles() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [over, setOver] = useState(false);

  const send = useMutation({
    mutationFn: (chosen: readonly File[]) => deploy(chosen),
    onSuccess: () => {
      setFiles([]);
      void client.invalidateQueries({ queryKey: ["definitions"] });
    },
  });
  const add = (more: FileList | null) => {
    send.reset();
    const chosen = [...(more ?? [])];
    setFiles((before) => [
      ...before.filter((file) => !chosen.some((other) => other.name === file.name)),
      ...chosen,
    ]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  const strange = files.filter((file) => !isModel(file.name));
  const verdicts = perFile(
    files.map((file) => file.name),
    send.error,
  );

  return (
    <div className={classes.deploy}>
      <div
        className={classes.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={32} stroke={1.5} aria-hidden />
        <p>{t("designer.drop")}</p>
        <Button variant="default" onClick={() => input.current?.click()}>
          {t("designer.choose")}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          accept=".bpmn,.dmn,.form"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t("designer.choose")}
          onChange={(event) => {
            add(event.currentTarget.files);
            event.currentTarget.value = "";
          }}
        />
      </div>
      {files.length > 0 && (
        <>
          <ul className={classes.files}>
            {files.map((file) => (
              <li key={file.name}>
                <span>{file.name}</span>
                {verdicts.get(file.name)?.map((verdict) => (
                  <span key={verdict} className={classes.verdict}>
                    {verdict}
                  </span>
                ))}
                <button
                  type="button"
                  aria-label={t("designer.remove", { file: file.name })}
                  onClick={() => setFiles((before) => before.filter((other) => other !== file))}
                >
                  <IconX size={16} aria-hidden />
                </button>
              </li>
            ))}
          </ul>
          {strange.length > 0 && <Note tone="care">{t("designer.strange")}</Note>}
          <div>
            <Button loading={send.isPending} onClick={() => send.mutate(files)}>
              {t("designer.deploy", { count: files.length })}
            </Button>
          </div>
        </>
      )}
      <ErrorNote error={send.error} />
      {send.data && (
        <Note tone="good" role="status" title={t("designer.done")}>
          <ul>
            {deployedParts(send.data).map(({ kind, name, version }) => (
              <li key={kind + name}>
                {t(`designer.kind.${kind}`)} {name}
                {version !== null && ` · ${t("designer.versionNo", { version })}`}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  );
}
