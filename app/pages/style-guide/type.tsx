import { Link } from "../../ui/link";
import { SourceMark } from "../../ui/source-mark";
import { Time } from "../../ui/time";

/** Typography: headings, quotations, lists, sources, small print. */
export function TypeSample() {
  return (
    <div className="prose">
      <h3>Que devient notre demande de révision&nbsp;?</h3>
      <p>
        L’ordonnance 2023-16 du <Time at="2023-11-25" /> abroge la loi&nbsp;: notre recommandation de la
        «&nbsp;réviser en profondeur&nbsp;» n’a plus d’objet. <Link to="/themes">Tous les thèmes</Link>.
      </p>
      <blockquote>L’effacement des condamnations n’est pas connu des intéressés.</blockquote>
      <ul>
        <li>
          31&nbsp;000 personnes expulsées en 2024
          <SourceMark
            href="https://alarmephonesahara.info"
            source="Alarme Phone Sahara, rapport 2024"
            number={1}
          />
        </li>
        <li>
          Une quinzaine de kilomètres de la frontière
          <SourceMark toVerify />
        </li>
        <li>
          <mark>Agadez</mark>, <strong>Assamaka</strong>, <kbd>Ctrl</kbd> + <kbd>K</kbd>
        </li>
      </ul>
      <p className="meta">
        Petit texte · <span className="new">12 changements</span> ·{" "}
        <Time at="2026-11-24T08:10:00Z">il y a 20&nbsp;min</Time>
      </p>
    </div>
  );
}
