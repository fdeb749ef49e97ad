import { Textarea } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { peopleQuery, type Place } from "../api/conversation.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { nameOf } from "../ui/people.ts";
import classes from "./Conversation.module.css";
import { complete, mentionAt, type Writing } from "./mention.ts";

interface MentionBoxProps {
  place: Place;
  label: string;
  placeholder?: string;
  value: string;
  onChange: (text: string) => void;
  /** Ctrl or Cmd with Enter. */
  onSubmit: () => void;
}

/** A text in which people can be mentioned: @ opens a list, which the arrow keys walk through. */
export function MentionBox({ place, label, placeholder, value, onChange, onSubmit }: MentionBoxProps) {
  const { t } = useTranslation();
  const text = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [writing, setWriting] = useState<Writing | null>(null);
  const [chosen, setChosen] = useState(0);
  const people = useQuery({
    ...peopleQuery(place, writing?.search ?? ""),
    enabled: writing !== null,
    placeholderData: keepPreviousData,
  });
  const found = writing === null ? [] : (people.data?.items ?? []);
  const current = found[Math.min(chosen, found.length - 1)];

  const look = () => {
    const box = text.current;
    if (box === null) return;
    const now = mentionAt(box.value, box.selectionStart);
    if (now?.at !== writing?.at || now?.search !== writing?.search) setChosen(0);
    setWriting(now);
  };
  const pick = (username: string) => {
    if (writing === null) return;
    const done = complete(value, writing, username);
    onChange(done.text);
    setWriting(null);
    requestAnimationFrame(() => {
      text.current?.focus();
      text.current?.setSelectionRange(done.caret, done.caret);
    });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSubmit();
      return;
    }
    if (current === undefined) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setChosen((found.indexOf(current) + step + found.length) % found.length);
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      pick(current.username);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      setWriting(null);
    }
  };

  return (
    <div className={classes.mentionBox}>
      <Textarea
        ref={text}
        aria-label={label}
        aria-autocomplete="list"
        {...(current === undefined
          ? {}
          : { "aria-controls": id, "aria-activedescendant": `${id}-${current.username}` })}
        placeholder={placeholder}
        autosize
        minRows={2}
        maxRows={12}
        size="md"
        maxLength={4000}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look();
        }}
        onSelect={look}
        onKeyDown={onKey}
        onBlur={() => setWriting(null)}
      />
      {found.length > 0 && (
        <ul id={id} role="listbox" aria-label={t("conversation.people")} className={classes.people}>
          {found.map((person) => (
            <li
              key={person.username}
              id={`${id}-${person.username}`}
              role="option"
              aria-selected={person === current}
              className={classes.person}
              // the text keeps the focus
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(person.username)}
            >
              <Avatar name={nameOf(person)} size={24} />
              <span>{nameOf(person)}</span>
              <span className={classes.username}>@{person.username}</span>
            </li>
          ))}
        </ul>
      )}
      <span className="visually-hidden" role="status">
        {writing !== null && people.data !== undefined && t("conversation.found", { count: found.length })}
      </span>
    </div>
  );
}
