import type { ReactNode } from "react";
import homeStyles from "../home/home.css?url";
import { notFound } from "../http/errors";
import { settings } from "../services/services.server";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button";
import { Section } from "../ui/columns";
import { Form } from "../ui/form";
import { Pencil, Pin, Plus, Trash2 } from "../ui/icons";
import { Link } from "../ui/link";
import { Menu, MenuButton } from "../ui/menu";
import { PageHeader } from "../ui/page-header";
import { Time } from "../ui/time";
import { ButtonsSample } from "./style-guide/buttons";
import { CardsSample } from "./style-guide/cards";
import { ColoursSample } from "./style-guide/colours";
import { FieldsSample, LongFormSample } from "./style-guide/fields";
import { FilteringSample } from "./style-guide/filtering";
import { NoticesSample } from "./style-guide/notices";
import { RowsSample } from "./style-guide/rows";
import { SheetSample } from "./style-guide/sheet";
import { StatesSample } from "./style-guide/states";
import { TableSample } from "./style-guide/table";
import { TypeSample } from "./style-guide/type";

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
        <TypeSample />
      </Sample>
      <Sample title="Couleurs">
        <ColoursSample />
      </Sample>
      <Sample title="Boutons">
        <ButtonsSample />
      </Sample>
      <Sample title="Champs">
        <FieldsSample />
      </Sample>
      <Sample title="Long formulaire">
        <LongFormSample />
      </Sample>
      <Sample title="Avis et messages">
        <NoticesSample />
      </Sample>
      <Sample title="Rangées">
        <RowsSample />
      </Sample>
      <Sample title="Cartes">
        <CardsSample />
      </Sample>
      <Sample title="Filtrer">
        <FilteringSample />
      </Sample>
      <Sample title="Tableau">
        <TableSample />
      </Sample>
      <Sample title="Travail long, rien, perdu">
        <StatesSample />
      </Sample>
      <Sample title="Un texte qu’on signe">
        <SheetSample />
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
