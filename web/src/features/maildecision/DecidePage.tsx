import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { decisionLinkQuery, type DecisionLink } from "@/shared/api/decisionLinks.ts";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import { Asked } from "./Asked.tsx";
import { Closed } from "./Closed.tsx";
import { Frame } from "./Frame.tsx";
import { Proof } from "./Proof.tsx";
import { takeLink } from "./token.ts";

/** Where a link in a mail leads. Opening it decides nothing; what it shows depends on who has shown who he is. */
export function DecidePage() {
  const [followed, setFollowed] = useState(takeLink);
  const [visit, setVisit] = useState(0);
  useEffect(() => {
    // a second mail may be followed in the same tab
    const again = () => {
      setFollowed(takeLink());
      setVisit((before) => before + 1);
    };
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, []);
  return followed === null ? (
    <Closed link={null} />
  ) : (
    <Link key={followed.token} token={followed.token} wish={followed.wish} visit={visit} />
  );
}

interface LinkProps {
  token: string;
  wish: "approved" | "rejected" | null;
  visit: number;
}

function Link({ token, wish, visit }: LinkProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [code, setCode] = useState<string | null>(null);
  const query = decisionLinkQuery(token, visit);
  const looked = useQuery(query);
  const show = (link: DecisionLink) => client.setQueryData(query.queryKey, link);

  if (looked.isPending) {
    return (
      <Frame title={t("mailDecision.title")}>
        <Skeletons rows={3} height={48} />
      </Frame>
    );
  }
  if (looked.isLoadingError) {
    return (
      <Frame title={t("mailDecision.title")}>
        <ErrorState error={looked.error} onRetry={() => void looked.refetch()} />
      </Frame>
    );
  }
  const link = looked.data;
  if (link.state === "PROOF_NEEDED" || link.state === "OTHER_PERSON") {
    return (
      <Proof
        token={token}
        link={link}
        onShown={(shown, proof) => {
          setCode(proof);
          show(shown);
        }}
      />
    );
  }
  if (link.state === "OPEN" && link.asked !== null) {
    return (
      <Asked
        token={token}
        code={code}
        wish={wish}
        asked={link.asked}
        person={link.person}
        onDecided={show}
        onChanged={() => {
          setCode(null);
          void looked.refetch();
        }}
      />
    );
  }
  return <Closed link={link} />;
}
