import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import "./diagram.css";

import { ActionIcon, Tooltip } from "@mantine/core";
import { IconMaximize, IconMinus, IconPlus } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { BpmnCanvas, type Mark } from "./BpmnCanvas.ts";
import classes from "./Diagram.module.css";

interface DiagramProps {
  xml: string;
  marks?: ReadonlyMap<string, Mark>;
  badges?: ReadonlyMap<string, string>;
  selected?: string | null;
  onSelect?: ((elementId: string | null) => void) | null;
  label: string;
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

export default function Diagram({
  xml,
  marks = none,
  badges = none,
  selected = null,
  onSelect = null,
  label,
}: DiagramProps) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<BpmnCanvas | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (container.current === null) return;
    const made = new BpmnCanvas(container.current);
    setCanvas(made);
    return () => {
      made.destroy();
    };
  }, []);

  useEffect(() => {
    canvas?.update({ xml, marks, badges, selected, onSelect }).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  }, [canvas, xml, marks, badges, selected, onSelect]);

  return (
    <figure className={classes.figure} aria-label={label}>
      {failed && <p className={classes.failed}>{t("diagram.failed")}</p>}
      <div
        ref={container}
        className={`${classes.canvas ?? ""} cs-canvas`}
        data-testid="diagram"
        hidden={failed}
      />
      <div className={classes.tools}>
        <Tool label={t("diagram.zoomIn")} onClick={() => canvas?.zoomBy(1.25)}>
          <IconPlus size={16} />
        </Tool>
        <Tool label={t("diagram.zoomOut")} onClick={() => canvas?.zoomBy(0.8)}>
          <IconMinus size={16} />
        </Tool>
        <Tool label={t("diagram.fit")} onClick={() => canvas?.fit()}>
          <IconMaximize size={16} />
        </Tool>
      </div>
    </figure>
  );
}

function Tool({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={32} aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
