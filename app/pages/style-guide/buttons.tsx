import { Button, IconButton, SubmitButton } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { ExportForm } from "../../ui/export-form";
import { Form } from "../../ui/form";
import { Archive, Pencil, Pin, Printer, Trash2 } from "../../ui/icons";
import { TextField } from "../../ui/inputs";

/** Buttons in every kind and state, and a dialog. */
export function ButtonsSample() {
  return (
    <>
      <div className="line">
        <Button kind="main">Publier</Button>
        <Button icon={Pencil}>Modifier</Button>
        <Button kind="quiet">Annuler</Button>
        <Button kind="danger" icon={Trash2}>
          Supprimer
        </Button>
        <IconButton icon={Pin} label="Épingler" />
      </div>
      <div className="line">
        <ExportForm action="/style" bytes={9_200}>
          Exporter
        </ExportForm>
        <Button kind="quiet" icon={Printer}>
          Imprimer
        </Button>
      </div>
      <Form method="post" className="line">
        <SubmitButton pendingText="Publication…">Envoyer</SubmitButton>
        <SubmitButton pending pendingText="Publication…">
          Envoyer
        </SubmitButton>
        <Button disabled>Indisponible</Button>
        <Button small icon={Archive}>
          Petit
        </Button>
      </Form>
      <Dialog
        opener="Mettre à la corbeille…"
        icon={Trash2}
        kind="danger"
        title="Mettre ce texte à la corbeille ?"
      >
        <p>
          Il reste trente jours dans la corbeille de l’espace. Les 4 organisations qui y travaillent sont
          prévenues.
        </p>
        <Form method="post" className="flow">
          <TextField label="Motif" name="reason" optional />
          <DialogActions>
            <SubmitButton kind="danger">Mettre à la corbeille</SubmitButton>
          </DialogActions>
        </Form>
      </Dialog>
    </>
  );
}
