import { Autocomplete, Button, Modal, Select, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import classes from "./FilterBar.module.css";

const operators = ["=", ">=", "<=", ">", "<", "!="];

export default function VariableDialog({
  names,
  onClose,
  onAdd,
}: {
  names: readonly string[];
  onClose: () => void;
  onAdd: (condition: string) => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [operator, setOperator] = useState("=");
  const [value, setValue] = useState("");
  const words = {
    "=": "is",
    ">=": "atLeast",
    "<=": "atMost",
    ">": "more",
    "<": "less",
    "!=": "isNot",
  } as const;
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    onAdd(`${name.trim()}${operator}${value.trim()}`);
    setValue("");
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("inbox.filters.variable")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={add} className={classes.form}>
        <Autocomplete
          data-autofocus
          required
          label={t("inbox.filters.name")}
          data={[...names]}
          value={name}
          maxLength={100}
          onChange={setName}
        />
        <Select
          label={t("inbox.filters.operator")}
          data={operators.map((one) => ({
            value: one,
            label: t(`inbox.filters.operators.${words[one as "="]}`),
          }))}
          value={operator}
          allowDeselect={false}
          onChange={(next) => setOperator(next ?? "=")}
        />
        <TextInput
          required
          label={t("inbox.filters.value")}
          description={t("inbox.filters.valueText")}
          value={value}
          maxLength={200}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button type="submit">{t("inbox.filters.apply")}</Button>
      </form>
    </Modal>
  );
}
