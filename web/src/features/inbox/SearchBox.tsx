import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState, type Ref } from "react";
import { useTranslation } from "react-i18next";

const pause = 200;

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
  const [typed, setTyped] = useState(words);
  const [asked, setAsked] = useState(words);
  const [known, setKnown] = useState(words);
  const ask = useDebouncedCallback((next: string) => {
    setAsked(next);
    onSearch(next);
  }, pause);
  const entering = useRef(false);
  const ready = found && typed === words;
  useEffect(() => {
    if (ready && entering.current) enter();
    entering.current = false;
  }, [ready]);
  if (words !== known) {
    setKnown(words);
    // somebody else changed it: a link, another view
    if (words !== asked) {
      setAsked(words);
      setTyped(words);
    }
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
        if (ready) {
          enter();
        } else {
          ask.flush();
          entering.current = true;
        }
      }}
      onBlur={() => (entering.current = false)}
      onChange={(event) => {
        entering.current = false;
        setTyped(event.currentTarget.value);
        ask(event.currentTarget.value);
      }}
    />
  );
}

const enter = () => document.querySelector<HTMLElement>("[data-tasks] a")?.focus();
