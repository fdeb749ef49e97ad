import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Person } from "../api/model.ts";
import { peopleQuery } from "../api/people.ts";
import { nameOf } from "./people.ts";

interface PersonPickerProps {
  label: string;
  description?: string;
  /** Who can't be chosen. */
  except: string | null;
  value: Person | null;
  onChange: (person: Person | null) => void;
  required?: boolean;
  error?: string | undefined;
}

/** Finds a colleague by any part of the name. */
export function PersonPicker({ except, value, onChange, ...field }: PersonPickerProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState(value === null ? "" : nameOf(value));
  const [asked] = useDebouncedValue(words.trim(), 150);
  const typing = value === null || words !== nameOf(value);
  const { data, isError } = useQuery({
    ...peopleQuery(typing ? asked : ""),
    placeholderData: keepPreviousData,
  });
  const found = (data?.items ?? []).filter(({ username }) => username !== except);
  const offered = value === null || found.some(({ username }) => username === value.username);

  return (
    <Select
      {...field}
      searchable
      data={(offered ? found : [value, ...found]).map((person) => ({
        value: person.username,
        label: nameOf(person),
      }))}
      // the server has looked for the words already
      filter={({ options }) => options}
      value={value?.username ?? null}
      onChange={(username) => onChange(found.find((person) => person.username === username) ?? value)}
      searchValue={words}
      onSearchChange={setWords}
      placeholder={t("people.placeholder")}
      nothingFoundMessage={
        isError ? t("people.unreachable") : asked === "" ? t("people.type") : t("people.nobody")
      }
      renderOption={({ option }) => (
        <span>
          {option.label} <small>{option.value}</small>
        </span>
      )}
      allowDeselect={false}
    />
  );
}
