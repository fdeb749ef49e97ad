import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, type Ref } from "react";
import { useTranslation } from "react-i18next";

import { useTyped } from "@/shared/ui/useTyped.ts";

interface SearchBoxProps {
  ref: Ref<HTMLInputElement>;
  /** What is searched for now. */
  words: string;
  /** Whether the list is the one that these words find. */
  found: boolean;
  onSearch: (words: string) => void;
}

/** Asks the server once somebody pauses, or wants to go into what is found. */
export function SearchBox({ ref, words, found, onSearch }: SearchBoxProps) {
  const { t } = useTranslation();
  const { input, settled, flush } = useTyped(words, onSearch);
  const entering = useRef(false);
  const ready = found && settled;
  useEffect(() => {
    if (ready && entering.current) enter();
    entering.current = false;
  }, [ready]);
  return (
    <TextInput
      ref={ref}
      type="search"
      size="sm"
      maxLength={200}
      placeholder={t("inbox.search")}
      aria-label={t("inbox.search")}
      leftSection={<IconSearch size={16} aria-hidden />}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        if (ready) {
          enter();
        } else {
          entering.current = true;
          flush();
        }
      }}
      onBlur={() => (entering.current = false)}
      {...input}
    />
  );
}

const enter = () => document.querySelector<HTMLElement>("[data-tasks] a")?.focus();
