import { Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { meQuery, type Me } from "@/shared/api/session.ts";

import { SignInForm } from "./SignInForm.tsx";

const stay = () => undefined;

/** Over the page of somebody whose session ended, so that what they typed there is kept. */
export default function SignInAgain({ me }: { me: Me }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return (
    <Modal
      opened
      centered
      onClose={stay}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      overlayProps={{ blur: 16 }}
      title={t("signIn.ended")}
    >
      <SignInForm
        reason={t("signIn.endedText")}
        username={me.username}
        onEntered={(entered) => {
          client.setQueryData(meQuery.queryKey, entered);
          void client.invalidateQueries();
        }}
      />
    </Modal>
  );
}
