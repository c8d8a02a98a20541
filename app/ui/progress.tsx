import { type ReactNode, useId } from "react";

const tones = { running: "tone-accent", done: "tone-leaf", failed: "tone-alert" };

interface ProgressProps {
  /** The task: "Import de l’annuaire". */
  label: ReactNode;
  /** Current value; omitted while unknown. */
  value?: number;
  max?: number;
  /** "12 sur 46 · encore une minute environ". */
  detail?: ReactNode;
  state?: "running" | "done" | "failed";
  /** Stop, retry, or open the result. */
  actions?: ReactNode;
}

/** Progress of a long task, and whether it continues after leaving the page. */
export function Progress({ label, value, max = 100, detail, state = "running", actions }: ProgressProps) {
  const id = useId();
  return (
    <div className={`progress ${tones[state]}`}>
      <label htmlFor={id}>{label}</label>
      <progress id={id} value={state === "done" ? max : value} max={max} />
      <div className="progress-foot">
        {detail && (
          <p className="meta number" role="status">
            {detail}
          </p>
        )}
        {actions && <div className="line">{actions}</div>}
      </div>
    </div>
  );
}
