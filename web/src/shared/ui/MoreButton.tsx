import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "./ErrorNote.tsx";

export interface Paged {
  error: Error | null;
  hasNextPage: boolean;
  isFetchNextPageError: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

export function MoreButton({ query }: { query: Paged }) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  return (
    <>
      {query.isFetchNextPageError && <ErrorNote error={query.error} />}
      <Button
        variant="default"
        loading={query.isFetchingNextPage}
        onClick={() => {
          query.fetchNextPage();
        }}
        fullWidth
        mt="md"
      >
        {t("common.showMore")}
      </Button>
    </>
  );
}
