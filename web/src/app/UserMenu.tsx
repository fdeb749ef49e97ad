import { Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  IconArrowsExchange,
  IconBellCog,
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { meQuery, savePreferences, signOut, type Me } from "@/shared/api/session.ts";
import { changeLanguage, languages, type Language } from "@/shared/i18n/index.ts";
import { Avatar } from "@/shared/ui/Avatar.tsx";
import { describeError } from "@/shared/ui/describeError.ts";

import classes from "./Shell.module.css";

const schemes = [
  { value: "auto", icon: IconDeviceDesktop },
  { value: "light", icon: IconSun },
  { value: "dark", icon: IconMoon },
] as const;

const names: Record<Language, string> = { en: "English", de: "Deutsch" };

export function UserMenu({ me, onHelp }: { me: Me; onHelp: () => void }) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const client = useQueryClient();
  const navigate = useNavigate();

  const language = useMutation({
    mutationFn: (next: Language) => changeLanguage(next).then(() => savePreferences(next)),
    onSuccess: (saved) => client.setQueryData(meQuery.queryKey, saved),
  });
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: "/sign-in" });
      client.clear();
      client.setQueryData(meQuery.queryKey, null);
    },
    onError: (error) =>
      notifications.show({
        color: "red",
        title: t("shell.stillSignedIn"),
        message: describeError(error, t).title,
        closeButtonProps: { "aria-label": t("common.close") },
      }),
  });

  return (
    <Menu position="bottom-end" width={240} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.user} aria-label={t("shell.you", { name: me.displayName })}>
          <Avatar name={me.displayName} size={32} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{me.displayName}</strong>
          <span>{me.email ?? me.username}</span>
        </div>
        {me.roles.includes("USER") && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconArrowsExchange size={16} />}
              onClick={() => void navigate({ to: "/substitution" })}
            >
              {t("substitution.menu")}
            </Menu.Item>
          </>
        )}
        <Menu.Item
          leftSection={<IconBellCog size={16} />}
          onClick={() => void navigate({ to: "/preferences/notifications" })}
        >
          {t("preferences.menu")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t("shell.theme")}</Menu.Label>
        {schemes.map(({ value, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} />}
            rightSection={
              colorScheme === value ? <IconCheck size={16} aria-label={t("common.chosen")} /> : null
            }
            onClick={() => setColorScheme(value)}
          >
            {t(`shell.themes.${value}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t("shell.language")}</Menu.Label>
        {languages.map((value) => (
          <Menu.Item
            key={value}
            lang={value}
            leftSection={<IconLanguage size={16} />}
            rightSection={
              i18n.language === value ? <IconCheck size={16} aria-label={t("common.chosen")} /> : null
            }
            onClick={() => language.mutate(value)}
          >
            {names[value]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
          {t("help.title")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
          {t("shell.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
