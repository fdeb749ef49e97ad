import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState, type Ref } from "react";
import { useTranslation } from "react-i18next";

const pause = 200;

interface SearchBoxProps {
  ref: Ref<HTMLInputElement>;
  /** What is searched for now. */
  words: string;
  onSearch: (words: string) => void;
}

/** Asks the server once somebody pauses. */
export function SearchBox({ ref, words, onSearch }: SearchBoxProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(words);
  const [asked, setAsked] = useState(words);
  const ask = useDebouncedCallback((next: string) => {
    setAsked(next);
    onSearch(next);
  }, pause);
  // somebody else changed it: a link, another view
  if (words !== asked) {
    setAsked(words);
    setTyped(words);
  }
  return (
    <TextInput
      ref={ref}
      type="search"
      size="sm"
      value={typed}
      maxLength={200}
      placeholder={t("inbox.search")}
      aria-label={t("inbox.search")}
      leftSection={<IconSearch size={16} aria-hidden />}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        document.querySelector<HTMLElement>("[data-tasks] a")?.focus();
      }}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        ask(event.currentTarget.value);
      }}
    />
  );
}
