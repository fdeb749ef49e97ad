import { Button, CopyButton, Modal, MultiSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconCheck, IconCopy, IconKey, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { apiKeysQuery, createApiKey, revokeApiKey, type ApiKey } from "@/shared/api/admin.ts";
import { roles, type Role } from "@/shared/api/session.ts";
import { Chip } from "@/shared/ui/Chip.tsx";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Admin.module.css";
import { AdminPage } from "./AdminPage.tsx";

export function ApiKeysPage() {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const keys = useQuery(apiKeysQuery);
  return (
    <AdminPage
      part="apiKeys"
      actions={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
          {t("admin.apiKeys.add")}
        </Button>
      }
    >
      {keys.isPending ? (
        <Skeletons rows={3} height={48} />
      ) : keys.isLoadingError ? (
        <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />
      ) : keys.data.items.length === 0 ? (
        <EmptyState icon={IconKey} title={t("admin.apiKeys.empty.title")}>
          {t("admin.apiKeys.empty.text")}
        </EmptyState>
      ) : (
        <Keys keys={keys.data.items} />
      )}
      {creating && <CreateKey onClose={() => setCreating(false)} />}
    </AdminPage>
  );
}

function Keys({ keys }: { keys: readonly ApiKey[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => revokeApiKey(key.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ["api-keys"] }),
  });
  return (
    <>
      <ErrorNote error={revoke.error} />
      <Table
        label={t("admin.apiKeys.title")}
        head={[
          t("admin.apiKeys.name"),
          t("admin.apiKeys.prefix"),
          t("admin.users.roles"),
          t("admin.apiKeys.created"),
          t("admin.apiKeys.used"),
          t("operations.system.act"),
        ]}
      >
        {keys.map((key) => (
          <tr key={key.id}>
            <td>{key.name}</td>
            <td>
              <code>{key.prefix}…</code>
            </td>
            <td>
              <span className={classes.chips}>
                {key.roles.map((role) => (
                  <Chip key={role}>{t(`roles.${role}`)}</Chip>
                ))}
              </span>
            </td>
            <td>
              <Time at={key.createdAt} />
            </td>
            <td>{key.lastUsedAt === null ? "–" : <Time at={key.lastUsedAt} />}</td>
            <td>
              {key.revokedAt === null ? (
                <Button
                  size="xs"
                  variant="outline"
                  color="red"
                  loading={revoke.isPending && revoke.variables.id === key.id}
                  aria-label={t("admin.apiKeys.revokeNamed", { name: key.name })}
                  onClick={() => revoke.mutate(key)}
                >
                  {t("admin.apiKeys.revoke")}
                </Button>
              ) : (
                <Chip>{t("admin.apiKeys.revoked")}</Chip>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

/** The key itself is shown here, once, and nowhere else. */
function CreateKey({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [granted, setGranted] = useState<Role[]>(["USER"]);
  const create = useMutation({
    mutationFn: () => createApiKey({ name: name.trim(), roles: granted }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["api-keys"] }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={create.data === undefined}
      title={t("admin.apiKeys.add")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {create.data === undefined ? (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <TextInput
            label={t("admin.apiKeys.name")}
            description={t("admin.apiKeys.nameHint")}
            required
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <MultiSelect
            label={t("admin.users.roles")}
            data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
            value={granted}
            onChange={(next) => setGranted(roles.filter((role) => next.includes(role)))}
          />
          <ErrorNote error={create.error} />
          <div className={classes.buttons}>
            <Button type="submit" loading={create.isPending}>
              {t("admin.apiKeys.create")}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
          </div>
        </form>
      ) : (
        <div className={classes.form}>
          <Note tone="care" role="status">
            {t("admin.apiKeys.once")}
          </Note>
          <div className={classes.key} data-testid="api-key">
            {create.data.key}
          </div>
          <div className={classes.buttons}>
            <CopyButton value={create.data.key}>
              {({ copied, copy }) => (
                <Button
                  leftSection={
                    copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />
                  }
                  onClick={copy}
                  data-autofocus
                >
                  {copied ? t("common.copied") : t("admin.apiKeys.copy")}
                </Button>
              )}
            </CopyButton>
            <Button variant="default" onClick={onClose}>
              {t("common.done")}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
