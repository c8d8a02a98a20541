import { type ReactNode, useState } from "react";
import homeStyles from "../home/home.css?url";
import { notFound } from "../http/errors";
import { settings } from "../services/services.server";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { Button, ButtonLink, IconButton, SubmitButton } from "../ui/button";
import { Card, Cards } from "../ui/card";
import { Chips } from "../ui/chip";
import { CheckboxField, CheckboxGroup, ColourChoice, RadioGroup } from "../ui/choices";
import { colours } from "../ui/colours";
import { Columns, Section } from "../ui/columns";
import { ConnectionNotice } from "../ui/connection-notice";
import { Dialog, DialogActions } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import { ErrorSummary } from "../ui/error-summary";
import { ExportForm } from "../ui/export-form";
import { Facet, Filters } from "../ui/facet";
import { Facts } from "../ui/facts";
import { Flash, Toast, Toasts } from "../ui/flash";
import { Form } from "../ui/form";
import {
  Archive,
  CalendarDays,
  FileText,
  MessagesSquare,
  Pencil,
  Pin,
  Plus,
  Printer,
  SearchX,
  Trash2,
} from "../ui/icons";
import { PasswordField, SelectField, TextArea, TextField } from "../ui/inputs";
import { Link } from "../ui/link";
import { Menu, MenuButton } from "../ui/menu";
import { SubNav } from "../ui/navigation";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import { Progress } from "../ui/progress";
import { RegionTiles } from "../ui/region-tiles";
import { Row, Rows } from "../ui/rows";
import { SaveState } from "../ui/save-state";
import { SearchField } from "../ui/search-field";
import { SourceMark } from "../ui/source-mark";
import { Table } from "../ui/table";
import { Time } from "../ui/time";

export const links = () => [{ rel: "stylesheet", href: homeStyles }];
export const handle = { messages: ["ui"] };

/** 404 outside development. */
export function loader() {
  if (!settings().development) notFound();
  return null;
}

/** Every `ui` component in every state on one page; in development only. */
export default function StyleGuide() {
  return (
    <>
      <PageHeader
        crumbs={[
          { to: "/", label: "Accueil" },
          { to: "/a-propos", label: "À propos" },
        ]}
        state={
          <>
            <Badge tone="ochre">En relecture</Badge>
            <span className="meta">pour qui écrit des pages</span>
          </>
        }
        title="Les pièces dont le portail est fait, chacune dans tous ses états"
        meta={
          <>
            <span>32 pièces</span>
            <Time at="2026-11-24T08:10:00Z" look="moment" />
          </>
        }
        lead="Des lignes calmes, denses, vite lues sur un téléphone. Ce qui est nouveau est ocre, ce qui agit est de la couleur du réseau."
        actions={
          <>
            <ButtonLink kind="main" icon={Plus} to="/style">
              Nouvelle pièce
            </ButtonLink>
            <Menu label="Plus" icon={Pin}>
              <Link to="/style">
                <Pencil /> Modifier
              </Link>
              <Link to="/style" aria-current="page">
                <Pin /> Épingler en haut de l’espace
              </Link>
              <hr />
              <Form method="post">
                <MenuButton icon={Trash2} danger>
                  Mettre à la corbeille
                </MenuButton>
              </Form>
            </Menu>
          </>
        }
      />
      <Sample title="Caractères">
        <Type />
      </Sample>
      <Sample title="Couleurs">
        <Colours />
      </Sample>
      <Sample title="Boutons">
        <Buttons />
      </Sample>
      <Sample title="Champs">
        <Fields />
      </Sample>
      <Sample title="Avis et messages">
        <Notices />
      </Sample>
      <Sample title="Rangées">
        <RowsSample />
      </Sample>
      <Sample title="Cartes">
        <CardsSample />
      </Sample>
      <Sample title="Filtrer">
        <Filtering />
      </Sample>
      <Sample title="Tableau">
        <TableSample />
      </Sample>
      <Sample title="Travail long, rien, perdu">
        <States />
      </Sample>
      <Sample title="Un texte qu’on signe">
        <Sheet />
      </Sample>
    </>
  );
}

function Sample({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section title={title}>
      <div className="flow">{children}</div>
    </Section>
  );
}

function Type() {
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

function Colours() {
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

function Buttons() {
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

function Fields() {
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

function Notices() {
  const [toast, setToast] = useState(true);
  return (
    <>
      <Flash>Votre message est publié.</Flash>
      <Notice title="Cet espace est privé">Seules ses 4 organisations voient ce qui s’y écrit.</Notice>
      <Notice tone="warning" title="Le texte a changé depuis votre signature">
        Deux paragraphes sont différents. <Link to="/style">Voir les différences</Link>
      </Notice>
      <Notice
        tone="error"
        title="Le fichier n’a pas pu être reçu"
        actions={<Button small>Reprendre l’envoi</Button>}
      >
        La connexion est tombée à 62&nbsp;%. Ce qui était reçu est gardé jusqu’à demain.
      </Notice>
      <Notice tone="offline" title="Hors ligne depuis 16 h 10">
        Vous pouvez continuer d’écrire&nbsp;: tout part dès que la connexion revient.
      </Notice>
      <Notice tone="verify" title="À vérifier">
        L’adresse de cette organisation n’a pas été confirmée depuis 2022.
      </Notice>
      <ConnectionNotice state="offline">
        Hors ligne. Ce que vous écrivez est gardé sur ce téléphone.
      </ConnectionNotice>
      <ConnectionNotice state="reconnecting">La connexion revient…</ConnectionNotice>
      <Toasts>
        {toast && (
          <Toast onClose={() => setToast(false)} action={<Button small>Annuler</Button>}>
            Fil archivé
          </Toast>
        )}
      </Toasts>
    </>
  );
}

function RowsSample() {
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

function CardsSample() {
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

const regions = [
  ["NE-1", "Agadez", 19],
  ["NE-2", "Diffa", 0],
  ["NE-3", "Dosso", 4],
  ["NE-4", "Maradi", 9],
  ["NE-5", "Tahoua", 14],
  ["NE-6", "Tillabéri", 6],
  ["NE-7", "Zinder", 25],
  ["NE-8", "Niamey", 31],
] as const;

function Filtering() {
  return (
    <>
      <SearchField action="/style" label="Chercher dans l’annuaire" placeholder="Nom, sigle, ville…" />
      <Chips
        chips={[
          { label: "Région : Agadez", to: "/style?a" },
          { label: "Thème : Protection des défenseurs des droits humains", to: "/style?b" },
        ]}
        clearTo="/style"
      />
      <Columns
        asideLabel="Filtrer"
        asideFirst
        aside={
          <Filters active={2}>
            <Section title="Régions" level={3}>
              <RegionTiles
                label="Structures par région"
                describe={({ name, count }) => `${name} : ${count} structures`}
                regions={regions.map(([code, name, count]) => ({
                  code,
                  name,
                  count,
                  to: `/style?region=${code}`,
                  current: code === "NE-5",
                }))}
              />
            </Section>
            <Facet
              title="Relation"
              name="relation"
              visible={2}
              options={[
                { value: "m", label: "Membre", count: 5, checked: true },
                { value: "p", label: "Partenaire technique et financier", count: 17 },
                { value: "c", label: "Contact", count: 13 },
              ]}
            />
            <Facet
              title="En liens"
              name="kind"
              options={[
                { value: "o", label: "ONG nationale", count: 9, to: "/style?o", checked: true },
                { value: "r", label: "Réseau", count: 3, to: "/style?r" },
              ]}
            />
          </Filters>
        }
      >
        <p>Les filtres se replient sur un téléphone, et se tiennent à côté sur un grand écran.</p>
      </Columns>
    </>
  );
}

const recommendations = [
  {
    text: "Publier chaque trimestre le nombre de personnes accueillies",
    to: "Ministère de l’Intérieur",
    days: 214,
  },
  { text: "Associer les organisations à l’évaluation des besoins", to: "Cadre de Concertation", days: 48 },
  { text: "Former la police des frontières", to: "Direction de la surveillance du territoire", days: 1093 },
];

function TableSample() {
  return (
    <Table
      caption="Recommandations sans réponse"
      rows={recommendations}
      rowKey={({ text }) => text}
      columns={[
        { key: "text", header: "Recommandation", cell: ({ text }) => text, heading: true },
        { key: "to", header: "Adressée à", cell: ({ to }) => to, sort: { to: "/style?tri=a" } },
        {
          key: "days",
          header: "Jours de silence",
          numeric: true,
          cell: ({ days }) => days,
          sort: { to: "/style?tri=j", direction: "descending" },
        },
      ]}
    />
  );
}

function States() {
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
        icon={SearchX}
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
    </>
  );
}

function Sheet() {
  return (
    <article className="sheet prose">
      <h3>Note de position sur les expulsions vers Assamaka</h3>
      <p>
        Plus de 31&nbsp;000 personnes ont été expulsées d’Algérie vers le Niger en 2024, selon{" "}
        <a href="https://alarmephonesahara.info">Alarme Phone Sahara</a>. Beaucoup rejoignent Assamaka à pied.
      </p>
      <p>Les recommandations du quatrième dialogue État–OSC, tenu à Niamey, restent notre point de départ.</p>
    </article>
  );
}
