import { ButtonLink } from "../ui/button";
import { Section } from "../ui/columns";
import { EmptyLine } from "../ui/empty-state";
import { FolderPlus } from "../ui/icons";
import { Link } from "../ui/link";
import { Row, Rows } from "../ui/rows";
import { useMessages } from "./messages";
import { SpaceBadges } from "./space-badges";
import type { SpaceList } from "./space-pages";
import { firstLine, spacePath } from "./spaces";

interface ThemeSpacesProps {
  list: SpaceList;
  /** Path of the full list. */
  allAt: string;
  /** Path to create a space in this theme; absent without the right to. */
  makeAt?: string;
}

/** Spaces of a theme that the reader may know of. */
export function ThemeSpaces({ list, allAt, makeAt }: ThemeSpacesProps) {
  const t = useMessages();
  return (
    <Section
      id="espaces"
      title={t("theme.title")}
      more={list.next && <Link to={allAt}>{t("theme.all")}</Link>}
    >
      <div className="flow">
        {list.spaces.length === 0 ? (
          <EmptyLine drawing="people">{t("theme.empty")}</EmptyLine>
        ) : (
          <Rows label={t("theme.title")}>
            {list.spaces.map((space) => (
              <Row
                key={space.id}
                level={3}
                title={space.name}
                to={spacePath(space)}
                badges={<SpaceBadges space={space} />}
              >
                {firstLine(space.description)}
              </Row>
            ))}
          </Rows>
        )}
        {makeAt && (
          <p>
            <ButtonLink icon={FolderPlus} to={makeAt}>
              {t("theme.make")}
            </ButtonLink>
          </p>
        )}
      </div>
    </Section>
  );
}
