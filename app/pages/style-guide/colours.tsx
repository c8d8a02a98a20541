import { Avatar } from "../../ui/avatar";
import { Badge } from "../../ui/badge";
import { colours } from "../../ui/colours";
import { FileText, MessagesSquare } from "../../ui/icons";

/** The colours, badges and avatars. */
export function ColoursSample() {
  return (
    <>
      <div className="line">
        {colours.map((colour) => (
          <Badge key={colour} colour={colour}>
            {colour}
          </Badge>
        ))}
      </div>
      <div className="line">
        <Badge>Contact</Badge>
        <Badge tone="accent" icon={MessagesSquare}>
          Fil
        </Badge>
        <Badge tone="ochre" icon={FileText}>
          En relecture
        </Badge>
        <Badge tone="leaf">Validé</Badge>
        <Badge tone="alert">Échéance dépassée</Badge>
      </div>
      <div className="line">
        <Avatar name="Aïssata Garba" />
        <Avatar name="Point focal" size="small" />
        <Avatar name="Moussa Ibrahim" size="large" />
        <Avatar kind="organisation" name="Alternative Espaces Citoyens" acronym="AEC" />
        <Avatar kind="organisation" name="Structure de démonstration – Agadez" size="small" />
        <Avatar
          kind="organisation"
          name="Jeunesse-Enfance-Migration-Développement"
          acronym="JMED"
          size="large"
        />
      </div>
    </>
  );
}
