import { Avatar } from "../../ui/avatar";
import { Badge } from "../../ui/badge";
import { IconButton } from "../../ui/button";
import { Facts } from "../../ui/facts";
import { Pin } from "../../ui/icons";
import { Link } from "../../ui/link";
import { SubNav } from "../../ui/navigation";
import { Pagination } from "../../ui/pagination";
import { Row, Rows } from "../../ui/rows";
import { Time } from "../../ui/time";

/** Lists: sub-navigation, rows, pagination, facts. */
export function RowsSample() {
  return (
    <>
      <SubNav
        label="Fiche de l’organisation"
        items={[
          { to: "/style", label: "Fiche" },
          { to: "/style/personnes", label: "Personnes", count: 3 },
          { to: "/style/textes", label: "Textes", count: 12, fresh: true, countLabel: "12 nouveaux" },
          { to: "/style/recommandations", label: "Recommandations" },
        ]}
      />
      <Rows label="Exemples de rangées">
        <Row
          unread
          to="/style"
          level={3}
          kicker={
            <>
              <Badge tone="accent">Fil</Badge>
              <Link to="/themes">Après la loi 2015-36</Link>
            </>
          }
          title="Que devient notre demande de révision, maintenant que la loi est abrogée ?"
          meta={
            <>
              <span className="new">5 nouveaux</span> · dernier message il y a 20&nbsp;min
            </>
          }
        />
        <Row
          to="/style"
          level={3}
          avatar={<Avatar kind="organisation" name="Anticonstitutionnellement" />}
          title="Coordination interdépartementale anticonstitutionnellement dénommée"
          badges={<Badge tone="leaf">Membre actif</Badge>}
          meta="Tillabéri, Téra, Gothèye"
          actions={<IconButton icon={Pin} label="Suivre" />}
        >
          Un nom long, pour voir comment il se plie.
        </Row>
        <Row title="Sans lien" meta={<Time at="2026-12-18" look="short" />} />
      </Rows>
      <Pagination page={2} pageSize={20} total={1046} toPage={(page) => `/style?page=${page}`} />
      <Facts
        facts={[
          { term: "Siège", value: "Niamey" },
          { term: "Antennes", value: "Agadez, Tahoua" },
          { term: "Site", value: <a href="https://ong-jmed.org">ong-jmed.org</a> },
          { term: "Téléphone", value: null },
        ]}
      />
    </>
  );
}
