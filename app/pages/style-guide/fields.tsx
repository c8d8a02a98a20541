import { SubmitButton } from "../../ui/button";
import { CheckboxField, CheckboxGroup, ColourChoice, RadioGroup } from "../../ui/choices";
import { Section } from "../../ui/columns";
import { ErrorSummary } from "../../ui/error-summary";
import { Form } from "../../ui/form";
import { FieldPair, FormBar, FormSections, VisibilityField } from "../../ui/form-sections";
import { PasswordField, SelectField, TextArea, TextField } from "../../ui/inputs";
import { SaveState } from "../../ui/save-state";

/** A long form: sections with an index, visibility on the line of a label, chips, and buttons always in sight. */
export function LongFormSample() {
  return (
    <Form method="post">
      <FormSections
        label="Parties du formulaire"
        sections={[
          { id: "guide-identite", title: "Identité" },
          { id: "guide-action", title: "Action", count: 2 },
        ]}
      >
        <Section id="guide-identite" title="Identité">
          <FieldPair>
            <VisibilityField
              name="visibility.acronym"
              label="Qui voit « Sigle »"
              defaultValue="network"
              options={levels}
            >
              <TextField label="Sigle" name="acronym" defaultValue="JMED" />
            </VisibilityField>
            <VisibilityField
              name="visibility.founded"
              label="Qui voit « Création »"
              defaultValue="public"
              options={levels}
            >
              <TextField label="Création" name="founded" hint="L’année, par exemple 2013." />
            </VisibilityField>
          </FieldPair>
        </Section>
        <Section id="guide-action" title="Action">
          <VisibilityField
            name="visibility.themes"
            label="Qui voit « Thèmes »"
            defaultValue="public"
            options={levels}
          >
            <CheckboxGroup
              label="Thèmes"
              name="themes"
              chips
              defaultValue={["1"]}
              choices={["Protection des personnes migrantes", "Accès à la justice", "Retour volontaire"].map(
                (label, index) => ({ value: String(index), label }),
              )}
            />
          </VisibilityField>
        </Section>
        <FormBar>
          <SubmitButton>Enregistrer</SubmitButton>
        </FormBar>
      </FormSections>
    </Form>
  );
}

const levels = [
  { value: "public", label: "Tout le monde" },
  { value: "network", label: "Le réseau" },
];

/** Every form field, with hints and errors, and the states of saving. */
export function FieldsSample() {
  return (
    <Form method="post" className="form">
      <ErrorSummary
        errors={[
          { id: "guide-title", field: "Titre", text: "Champ obligatoire." },
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
