import { Button, Modal, MultiSelect, PasswordInput, Select, Switch, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { createUser, updateUser, type Group, type User, type UserBody } from "@/shared/api/admin.ts";
import { roles, type Role } from "@/shared/api/session.ts";
import { clearable } from "@/shared/ui/clearable.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { TextLink } from "@/shared/ui/links.tsx";

import classes from "./Admin.module.css";

interface UserDialogProps {
  /** Null for a new one. */
  user: User | null;
  users: readonly User[];
  groups: readonly Group[];
  onClose: () => void;
}

const blank: UserBody = {
  username: "",
  displayName: "",
  email: null,
  manager: null,
  roles: ["USER"],
  groups: [],
  locale: null,
  enabled: true,
  version: null,
};

export function UserDialog({ user, users, groups, onClose }: UserDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [body, setBody] = useState<UserBody>(() => ({ ...blank, ...user }));
  const [password, setPassword] = useState("");
  const change = (part: Partial<UserBody>) => setBody((before) => ({ ...before, ...part }));

  const save = useMutation({
    mutationFn: () => {
      const whole = password === "" ? body : { ...body, password };
      return user === null ? createUser(whole) : updateUser(whole);
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["users"] });
      void client.invalidateQueries({ queryKey: ["groups"] });
      onClose();
    },
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={user?.displayName ?? t("admin.users.add")}
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
          label={t("admin.users.displayName")}
          required
          data-autofocus
          value={body.displayName}
          onChange={(event) => change({ displayName: event.currentTarget.value })}
        />
        {user === null && (
          <TextInput
            label={t("signIn.username")}
            required
            autoCapitalize="none"
            autoComplete="off"
            value={body.username}
            onChange={(event) => change({ username: event.currentTarget.value })}
          />
        )}
        <TextInput
          type="email"
          label={t("admin.users.email")}
          value={body.email ?? ""}
          onChange={(event) => change({ email: event.currentTarget.value || null })}
        />
        <PasswordInput
          label={t(user === null ? "signIn.password" : "admin.users.newPassword")}
          description={t(user === null ? "setup.passwordHint" : "admin.users.keepPassword")}
          required={user === null}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
        />
        <MultiSelect
          label={t("admin.users.roles")}
          data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
          value={body.roles}
          onChange={(next) => change({ roles: roles.filter((role: Role) => next.includes(role)) })}
        />
        <MultiSelect
          label={t("admin.users.groups")}
          data={groups.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          value={body.groups}
          onChange={(next) => change({ groups: next })}
          searchable
        />
        <Select
          label={t("admin.users.manager")}
          data={users
            .filter((other) => other.username !== body.username)
            .map(({ username, displayName }) => ({ value: username, label: displayName }))}
          value={body.manager}
          onChange={(manager) => change({ manager })}
          searchable
          {...clearable(t)}
        />
        <Switch
          label={t("admin.users.enabled")}
          checked={body.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        {user !== null && (
          <p className={classes.muted}>
            <TextLink to="/substitution" search={{ absent: user.username }}>
              {t("admin.users.substitution")}
            </TextLink>
          </p>
        )}
        <ErrorNote error={save.error} />
        <div className={classes.buttons}>
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
