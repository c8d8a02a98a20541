import { SubmitButton } from "../../ui/button";
import { CheckboxField, CheckboxGroup, ColourChoice, RadioGroup } from "../../ui/choices";
import { ErrorSummary } from "../../ui/error-summary";
import { Form } from "../../ui/form";
import { PasswordField, SelectField, TextArea, TextField } from "../../ui/inputs";
import { SaveState } from "../../ui/save-state";

/** Every form field, with hints and errors, and the states of saving. */
export function FieldsSample() {
  return (
    <Form method="post" className="form">
      <ErrorSummary
        errors={[
          { id: "guide-title", text: "Donnez un titre" },
          { id: "guide-space", text: "Choisissez au moins un espace" },
        ]}
      />
      <TextField
        id="guide-title"
        name="title"
        label="Titre"
        hint="Une phrase, comme on la dirait."
        errors="Donnez un titre."
      />
      <TextField label="Sigle" name="acronym" optional defaultValue="JMED" />
      <PasswordField
        label="Mot de passe"
        name="password"
        autoComplete="new-password"
        hint="Douze signes au moins."
      />
      <TextArea label="Message" name="body" hint="Le texte est gardé si la connexion tombe." />
      <SelectField
        label="Région"
        name="region"
        placeholder="Choisir une région"
        options={["Agadez", "Diffa", "Tillabéri"].map((name) => ({ value: name, label: name }))}
      />
      <CheckboxGroup
        id="guide-space"
        label="Espaces"
        name="space"
        errors="Choisissez au moins un espace."
        choices={[
          { value: "1", label: "Groupe plaidoyer" },
          { value: "2", label: "Observatoire des expulsions", hint: "Sur demande ; le secrétariat répond." },
          { value: "3", label: "Espace archivé", disabled: true },
        ]}
      />
      <RadioGroup
        label="Votre position"
        name="vote"
        defaultValue="sign"
        choices={[
          { value: "sign", label: "Signer" },
          { value: "reserve", label: "Signer avec réserve", hint: "La réserve figure sous la signature." },
          { value: "object", label: "S’opposer", hint: "Un motif est demandé." },
        ]}
      />
      <ColourChoice label="Couleur du réseau" name="accent" defaultValue="indigo" />
      <CheckboxField name="charter" label="J’ai lu la charte du réseau" hint="Deux pages, 6 Ko." />
      <TextField label="Adresse" name="address" defaultValue="Lecture seule" readOnly />
      <div className="line">
        <SubmitButton>Enregistrer</SubmitButton>
        <SaveState state="saved">Enregistré</SaveState>
        <SaveState state="saving">Enregistrement…</SaveState>
        <SaveState state="offline">Gardé sur ce téléphone</SaveState>
        <SaveState state="refused">Refusé</SaveState>
      </div>
    </Form>
  );
}
