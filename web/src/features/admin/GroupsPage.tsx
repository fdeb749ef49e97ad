import { Button, Modal, MultiSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  createGroup,
  deleteGroup,
  groupsQuery,
  updateGroup,
  usersQuery,
  type Group,
  type User,
} from "@/shared/api/admin.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";

import classes from "./Admin.module.css";
import { AdminPage } from "./AdminPage.tsx";

const newGroup = "+";

export function GroupsPage() {
  const { t } = useTranslation();
  const { edit } = useSearch({ from: "/app/admin/groups" });
  const navigate = useNavigate();
  const groups = useQuery(groupsQuery);
  const users = useQuery(usersQuery);
  const all = groups.data?.items ?? [];
  const edited = all.find((group) => group.id === edit);
  return (
    <AdminPage
      part="groups"
      actions={
        <Button
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => void navigate({ to: "/admin/groups", search: { edit: newGroup } })}
        >
          {t("admin.groups.add")}
        </Button>
      }
    >
      {groups.isPending ? (
        <Skeletons rows={4} height={48} />
      ) : groups.isLoadingError ? (
        <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />
      ) : all.length === 0 ? (
        <EmptyState icon={IconUsersGroup} title={t("admin.groups.empty.title")}>
          {t("admin.groups.empty.text")}
        </EmptyState>
      ) : (
        <Table
          label={t("admin.groups.title")}
          head={[t("admin.groups.name"), t("admin.groups.id"), t("admin.groups.members")]}
        >
          {all.map((group) => (
            <tr key={group.id}>
              <td>
                <TextLink to="/admin/groups" search={{ edit: group.id }}>
                  {group.displayName}
                </TextLink>
              </td>
              <td>
                <code>{group.id}</code>
              </td>
              <td>{group.members.join(", ")}</td>
            </tr>
          ))}
        </Table>
      )}
      {(edited !== undefined || edit === newGroup) && users.data !== undefined && (
        <GroupDialog
          key={edit}
          group={edited ?? null}
          users={users.data.items}
          onClose={() => void navigate({ to: "/admin/groups", search: {} })}
        />
      )}
    </AdminPage>
  );
}

function GroupDialog({
  group,
  users,
  onClose,
}: {
  group: Group | null;
  users: readonly User[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [body, setBody] = useState<Group>(group ?? { id: "", displayName: "", members: [], version: null });
  const done = () => {
    void client.invalidateQueries({ queryKey: ["groups"] });
    void client.invalidateQueries({ queryKey: ["users"] });
    onClose();
  };
  const save = useMutation({
    mutationFn: () => (group === null ? createGroup(body) : updateGroup(body)),
    onSuccess: done,
  });
  const remove = useMutation({ mutationFn: () => deleteGroup(body.id), onSuccess: done });

  return (
    <Modal
      opened
      onClose={onClose}
      title={group?.displayName ?? t("admin.groups.add")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={t("admin.groups.name")}
          required
          data-autofocus
          value={body.displayName}
          onChange={(event) => setBody({ ...body, displayName: event.currentTarget.value })}
        />
        {group === null && (
          <TextInput
            label={t("admin.groups.id")}
            description={t("admin.groups.idHint")}
            required
            autoCapitalize="none"
            value={body.id}
            onChange={(event) => setBody({ ...body, id: event.currentTarget.value })}
          />
        )}
        <MultiSelect
          label={t("admin.groups.members")}
          searchable
          data={users.map(({ username, displayName }) => ({ value: username, label: displayName }))}
          value={body.members}
          onChange={(members) => setBody({ ...body, members })}
        />
        <ErrorNote error={save.error ?? remove.error} />
        <div className={classes.buttons}>
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          {group !== null && (
            <Button
              variant="subtle"
              color="red"
              ms="auto"
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t("admin.groups.delete")}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
