import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { hasStatus } from "@/shared/api/problem.ts";
import { meQuery, signIn } from "@/shared/api/session.ts";
import { changeLanguage, chooseLanguage } from "@/shared/i18n/index.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { Note } from "@/shared/ui/Note.tsx";

import { Door } from "./Door.tsx";

export function SignInPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { next } = useSearch({ from: "/sign-in" });
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");

  const enter = useMutation({
    mutationFn: () => signIn(username.trim(), password),
    onSuccess: async (me) => {
      client.clear();
      client.setQueryData(meQuery.queryKey, me);
      if (me.locale !== null) await changeLanguage(chooseLanguage([me.locale]));
      await router.invalidate();
      await navigate({ href: ownPath(next), replace: true });
    },
    onError: () => setPassword(""),
  });

  return (
    <Door title={t("signIn.title")} lead={t("signIn.lead")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate();
        }}
      >
        {next !== undefined && !enter.isError && <Note tone="plain">{t("signIn.again")}</Note>}
        {enter.isError &&
          (hasStatus(enter.error, 401) ? (
            <Note tone="bad" role="alert">
              {t("signIn.wrong")}
            </Note>
          ) : hasStatus(enter.error, 429) ? (
            <Note tone="care" role="alert">
              {t("signIn.tooMany")}
            </Note>
          ) : (
            <ErrorNote error={enter.error} />
          ))}
        <TextInput
          label={t("signIn.username")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
          withAsterisk={false}
          size="md"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("signIn.password")}
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword") }}
        />
        <Button type="submit" size="md" fullWidth loading={enter.isPending}>
          {t("signIn.action")}
        </Button>
      </form>
    </Door>
  );
}

/** Only a path of this app: nobody is sent elsewhere after signing in. */
export const ownPath = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) ? next : "/";
