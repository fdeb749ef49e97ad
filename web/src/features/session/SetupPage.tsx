import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { hasStatus } from "@/shared/api/problem.ts";
import { createFirstAdmin, meQuery, setupQuery, signIn } from "@/shared/api/session.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { ButtonLink } from "@/shared/ui/links.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import { Door } from "./Door.tsx";
import classes from "./Door.module.css";

/** The first admin of an installation, made through a link that works once. */
export function SetupPage() {
  const { t } = useTranslation();
  const { token } = useParams({ from: "/setup/$token" });
  const link = useQuery(setupQuery(token));
  if (hasStatus(link.error, 404)) {
    return (
      <Door title={t("setup.usedTitle")} lead={t("setup.used")}>
        <ButtonLink to="/">{t("notFound.home")}</ButtonLink>
      </Door>
    );
  }
  return (
    <Door title={t("setup.title")} lead={t("setup.lead")}>
      {link.isPending ? (
        <Skeletons rows={3} height={44} />
      ) : link.isError ? (
        <ErrorState error={link.error} onRetry={() => void link.refetch()} />
      ) : (
        <SetupForm token={token} />
      )}
    </Door>
  );
}

function SetupForm({ token }: { token: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [displayName, setDisplayName] = useState("");
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");

  const create = useMutation({
    mutationFn: async () => {
      await createFirstAdmin(token, { username: username.trim(), displayName: displayName.trim(), password });
      return signIn(username.trim(), password);
    },
    onSuccess: (me) => {
      client.setQueryData(meQuery.queryKey, me);
      return navigate({ to: "/admin/users" });
    },
  });

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <ErrorNote error={create.error} />
      <TextInput
        label={t("setup.displayName")}
        autoComplete="name"
        required
        withAsterisk={false}
        size="md"
        value={displayName}
        onChange={(event) => setDisplayName(event.currentTarget.value)}
      />
      <TextInput
        label={t("signIn.username")}
        autoComplete="username"
        autoCapitalize="none"
        required
        withAsterisk={false}
        size="md"
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("signIn.password")}
        description={t("setup.passwordHint")}
        autoComplete="new-password"
        required
        minLength={12}
        withAsterisk={false}
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
      />
      <Button type="submit" size="md" fullWidth loading={create.isPending}>
        {t("setup.action")}
      </Button>
    </form>
  );
}
