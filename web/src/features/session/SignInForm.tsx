import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { hasStatus } from "@/shared/api/problem.ts";
import { signIn, type Me } from "@/shared/api/session.ts";
import { changeLanguage, chooseLanguage } from "@/shared/i18n/index.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { Note } from "@/shared/ui/Note.tsx";

import classes from "./Door.module.css";

interface SignInFormProps {
  /** Why somebody is asked, until they are told what was wrong with their answer. */
  reason?: string | undefined;
  username?: string;
  onEntered: (me: Me) => unknown;
}

export function SignInForm({ reason, username: known = "", onEntered }: SignInFormProps) {
  const { t } = useTranslation();
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState("");

  const enter = useMutation({
    mutationFn: () => signIn(username.trim(), password),
    onSuccess: async (me) => {
      if (me.locale !== null) await changeLanguage(chooseLanguage([me.locale]));
      await onEntered(me);
    },
    onError: () => setPassword(""),
  });

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate();
      }}
    >
      {reason !== undefined && !enter.isError && <Note tone="plain">{reason}</Note>}
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
        autoFocus={known === ""}
        required
        withAsterisk={false}
        size="md"
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("signIn.password")}
        autoComplete="current-password"
        data-autofocus={known === "" ? undefined : true}
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
  );
}
