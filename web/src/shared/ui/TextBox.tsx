import classes from "./ui.module.css";

/** Text as it is; the box scrolls, so it can be reached by keys. */
export function TextBox({ label, text }: { label: string; text: string }) {
  return (
    <pre className={classes.textBox} role="region" tabIndex={0} aria-label={label}>
      {text}
    </pre>
  );
}
