import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { lookWithCode, sendCode, type DecisionLink } from "@/shared/api/decisionLinks.ts";
import { ProblemError } from "@/shared/api/problem.ts";
import { meQuery, signOut } from "@/shared/api/session.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ButtonLink } from "@/shared/ui/links.tsx";
import { Note } from "@/shared/ui/Note.tsx";

import { Frame } from "./Frame.tsx";
import classes from "./MailDecision.module.css";

interface ProofProps {
  token: string;
  link: DecisionLink;
  onShown: (link: DecisionLink, code: string) => void;
}

/** Asks who somebody is. Until that is shown nothing is said of what the link is about, nor of whom it was sent to. */
export function Proof({ token, link, onShown }: ProofProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const send = useMutation({ mutationFn: () => sendCode(token) });
  const other = link.state === "OTHER_PERSON";
  const change = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      client.setQueryData(meQuery.queryKey, null);
      await navigate({ to: "/sign-in", search: { next: "/decide" } });
    },
  });
  const title = t(other ? "mailDecision.other.title" : "mailDecision.title");
  return (
    <Frame title={title}>
      <p className={classes.lead}>
        {t(
          other
            ? "mailDecision.other.text"
            : link.codeAllowed
              ? "mailDecision.proofOrCode"
              : "mailDecision.proof",
        )}
      </p>
      <ErrorNote error={change.error} />
      {send.isSuccess ? (
        <Code token={token} onShown={onShown} onAgain={() => send.mutate()} sending={send.isPending} />
      ) : (
        <div className={classes.stack}>
          {other ? (
            <>
              <Button size="md" loading={change.isPending} onClick={() => change.mutate()}>
                {t("mailDecision.other.change")}
              </Button>
              <ButtonLink to="/inbox" size="md" variant="default">
                {t("mailDecision.inbox")}
              </ButtonLink>
            </>
          ) : (
            <ButtonLink to="/sign-in" search={{ next: "/decide" }} size="md">
              {t("signIn.action")}
            </ButtonLink>
          )}
          {link.codeAllowed && (
            <Button size="md" variant="default" loading={send.isPending} onClick={() => send.mutate()}>
              {t("mailDecision.code.send")}
            </Button>
          )}
          <CodeProblem error={send.error} />
        </div>
      )}
      <p className={classes.lead}>{t("mailDecision.safe")}</p>
    </Frame>
  );
}

interface CodeProps {
  token: string;
  onShown: (link: DecisionLink, code: string) => void;
  onAgain: () => void;
  sending: boolean;
}

function Code({ token, onShown, onAgain, sending }: CodeProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const look = useMutation({
    mutationFn: (typed: string) => lookWithCode(token, typed),
    onSuccess: (link, typed) => onShown(link, typed),
  });
  const enter = (typed: string) => {
    if (typed.length === 6) look.mutate(typed);
  };
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault();
        enter(code);
      }}
    >
      <Note tone="plain" role="status">
        {t("mailDecision.code.sent")}
      </Note>
      <CodeProblem error={look.error} />
      <TextInput
        label={t("mailDecision.code.label")}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]*"
        maxLength={8}
        size="lg"
        required
        withAsterisk={false}
        autoFocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value.replace(/\D/g, ""))}
      />
      <Button type="submit" size="md" loading={look.isPending} disabled={code.length !== 6}>
        {t("mailDecision.code.enter")}
      </Button>
      <Button
        variant="subtle"
        size="md"
        loading={sending}
        onClick={() => {
          look.reset();
          setCode("");
          onAgain();
        }}
      >
        {t("mailDecision.code.again")}
      </Button>
    </form>
  );
}

const codeProblems = ["wrong-code", "code-over", "too-many-codes"] as const;

/** What was wrong with a code, in the reader's language. */
export function CodeProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const known =
    error instanceof ProblemError ? codeProblems.find((problem) => problem === error.slug) : undefined;
  return known === undefined ? (
    <ErrorNote error={error} />
  ) : (
    <Note tone="bad" role="alert">
      {t(`mailDecision.code.${known}`)}
    </Note>
  );
}
