import { Button, ButtonLink } from "../../ui/button";
import { EmptyLine, EmptyState } from "../../ui/empty-state";
import { Plus } from "../../ui/icons";
import { Progress } from "../../ui/progress";

/** Progress, and the empty state. */
export function StatesSample() {
  return (
    <>
      <Progress
        label="Import de l’annuaire"
        value={12}
        max={46}
        detail="12 sur 46 · vous pouvez quitter la page"
      />
      <Progress label="Préparation du PDF" detail="On compte les pages…" />
      <Progress
        label="Export"
        state="done"
        detail="Prêt · 9 Ko"
        actions={<Button small>Prendre le fichier</Button>}
      />
      <Progress
        label="Envoi du rapport"
        state="failed"
        value={62}
        detail="Interrompu à 62 %. Le début est gardé."
        actions={<Button small>Reprendre</Button>}
      />
      <EmptyState
        drawing="search"
        level={3}
        title="Aucune organisation ne correspond"
        actions={
          <>
            <ButtonLink to="/style">Voir toutes les organisations</ButtonLink>
            <ButtonLink kind="quiet" icon={Plus} to="/style">
              Proposer une organisation
            </ButtonLink>
          </>
        }
      >
        Essayez un mot de moins, le sigle, ou le nom de la ville.
      </EmptyState>
      <EmptyLine drawing="calendar">Aucune date à venir.</EmptyLine>
    </>
  );
}
