import { Button } from "../../ui/button";
import { Card, Cards } from "../../ui/card";
import { CalendarDays } from "../../ui/icons";
import { Time } from "../../ui/time";

/** Cards. */
export function CardsSample() {
  return (
    <Cards>
      <Card
        title="Expulsions d’Algérie"
        to="/style"
        colour="brick"
        level={3}
        meta="21 organisations · 8 fils"
      >
        <p>Assamaka, le «&nbsp;point zéro&nbsp;», l’accueil et le retour.</p>
      </Card>
      <Card title="Traite des personnes" to="/style" colour="plum" level={3} meta="12 organisations">
        <p>La loi, les victimes, l’Agence nationale.</p>
      </Card>
      <Card
        title="Groupe plaidoyer"
        level={3}
        actions={<Button small>Demander à entrer</Button>}
        meta={
          <span className="line">
            <CalendarDays aria-hidden="true" /> Réunion le <Time at="2026-11-28" look="short" />
          </span>
        }
      >
        <p>Espace sur demande.</p>
      </Card>
    </Cards>
  );
}
