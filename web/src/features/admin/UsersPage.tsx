import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { IconPlus, IconSearch, IconUserSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { groupsQuery, usersQuery, type User } from "@/shared/api/admin.ts";
import { Avatar } from "@/shared/ui/Avatar.tsx";
import { Chip } from "@/shared/ui/Chip.tsx";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";
import { useTyped } from "@/shared/ui/useTyped.ts";

import classes from "./Admin.module.css";
import { AdminPage } from "./AdminPage.tsx";
import { UserDialog } from "./UserDialog.tsx";

/** `edit` in the address: a username, or this for a new one. */
export const newUser = "+";

export function UsersPage() {
  const { t } = useTranslation();
  const { q = "", edit } = useSearch({ from: "/app/admin/users" });
  const navigate = useNavigate();
  const users = useQuery(usersQuery);
  const groups = useQuery(groupsQuery);
  const all = users.data?.items ?? [];
  const found = all.filter((user) =>
    `${user.username} ${user.displayName} ${user.email ?? ""}`.toLowerCase().includes(q.toLowerCase()),
  );
  const { input } = useTyped(q, (words) => {
    void navigate({ to: "/admin/users", search: { q: words || undefined }, replace: true });
  });
  const edited = all.find((user) => user.username === edit);

  return (
    <AdminPage
      part="users"
      actions={
        <Button
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => void navigate({ to: "/admin/users", search: { q: q || undefined, edit: newUser } })}
        >
          {t("admin.users.add")}
        </Button>
      }
    >
      <TextInput
        type="search"
        className={classes.filter ?? ""}
        aria-label={t("admin.users.search")}
        placeholder={t("admin.users.search")}
        leftSection={<IconSearch size={16} aria-hidden />}
        {...input}
      />
      {users.isPending ? (
        <Skeletons rows={5} height={56} />
      ) : users.isLoadingError ? (
        <ErrorState error={users.error} onRetry={() => void users.refetch()} />
      ) : found.length === 0 ? (
        <EmptyState icon={IconUserSearch} title={t("admin.users.none")}>
          {t("admin.users.noneText")}
        </EmptyState>
      ) : (
        <Users users={found} />
      )}
      {(edited !== undefined || edit === newUser) && groups.data !== undefined && (
        <UserDialog
          key={edit}
          user={edited ?? null}
          users={all}
          groups={groups.data.items}
          onClose={() => void navigate({ to: "/admin/users", search: { q: q || undefined } })}
        />
      )}
    </AdminPage>
  );
}

function Users({ users }: { users: readonly User[] }) {
  const { t } = useTranslation();
  return (
    <Table
      label={t("admin.users.title")}
      head={[
        t("admin.users.name"),
        t("admin.users.roles"),
        t("admin.users.groups"),
        t("admin.users.manager"),
      ]}
    >
      {users.map((user) => (
        <tr key={user.username}>
          <td>
            <span className={classes.person}>
              <Avatar name={user.displayName} size={32} />
              <span>
                <TextLink to="/admin/users" search={(before) => ({ ...before, edit: user.username })}>
                  {user.displayName}
                </TextLink>
                {!user.enabled && (
                  <>
                    {" "}
                    <Chip>{t("admin.users.disabled")}</Chip>
                  </>
                )}
                <br />
                <span className={classes.muted}>{user.email ?? user.username}</span>
              </span>
            </span>
          </td>
          <td>
            <span className={classes.chips}>
              {user.roles.map((role) => (
                <Chip key={role}>{t(`roles.${role}`)}</Chip>
              ))}
            </span>
          </td>
          <td>{user.groups.join(", ")}</td>
          <td>{user.manager}</td>
        </tr>
      ))}
    </Table>
  );
}
