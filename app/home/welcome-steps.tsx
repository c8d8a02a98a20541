import { Circle, CircleCheck } from "../ui/icons";
import { Link } from "../ui/link";
import type { FirstSteps } from "./first-steps";
import { useMessages } from "./messages";

const steps = [
  { key: "card", to: "/annuaire/ma-fiche" },
  { key: "space", to: "/espaces" },
  { key: "theme", to: "/themes" },
] as const;

/** The three first steps of a new member, until they are done. */
export function WelcomeSteps({ done }: { done: FirstSteps }) {
  const t = useMessages();
  return (
    <section className="first-steps" aria-labelledby="premiers-pas">
      <h2 id="premiers-pas">{t("steps.title")}</h2>
      <ol>
        {steps.map(({ key, to }) => (
          <li key={key} className={done[key] ? "done" : undefined}>
            {done[key] ? <CircleCheck aria-hidden="true" /> : <Circle aria-hidden="true" />}
            <div>
              {done[key] ? (
                <>
                  <s>{t(`steps.${key}`)}</s> <span className="meta">{t("steps.done")}</span>
                </>
              ) : (
                <Link to={to}>{t(`steps.${key}`)}</Link>
              )}
              <div className="meta">{t(`steps.${key}Help`)}</div>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
