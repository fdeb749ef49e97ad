import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { meQuery } from "@/shared/api/session.ts";

import { Door } from "./Door.tsx";
import { SignInForm } from "./SignInForm.tsx";

export function SignInPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { next } = useSearch({ from: "/sign-in" });
  return (
    <Door title={t("signIn.title")} lead={t("signIn.lead")}>
      <SignInForm
        reason={next === undefined ? undefined : t("signIn.again")}
        onEntered={async (me) => {
          client.clear();
          client.setQueryData(meQuery.queryKey, me);
          await router.invalidate();
          await navigate({ href: ownPath(next), replace: true });
        }}
      />
    </Door>
  );
}

/** Only a path of this app: nobody is sent elsewhere after signing in. */
export const ownPath = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) ? next : "/";
