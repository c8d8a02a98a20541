import { ButtonLink, SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { ArrowRight, Eye, EyeOff, FolderInput, type IconComponent } from "../ui/icons";
import { SelectField } from "../ui/inputs";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { useMessages } from "./messages";
import type { MovePreview } from "./moving";
import { SpaceBadges } from "./space-badges";
import type { SpaceSummary } from "./spaces";

interface MovePageProps {
  preview: MovePreview;
  /** Path of the page of the item to move. */
  back: string;
  /** The readers have changed since the page was shown. */
  changed: boolean;
}

/** Move page: choose a target, then see who gains and loses access, then confirm. */
export function MovePage({ preview, back, changed }: MovePageProps) {
  const t = useMessages();
  const { title, from, targets, chosen } = preview;
  return (
    <div className="flow">
      <PageHeader
        crumbs={[{ label: title, to: back }]}
        title={t("move.title")}
        lead={t("move.lead", { title })}
      />
      {changed && (
        <Notice tone="warning" role="alert" title={t("move.changed")}>
          {t("move.changedHelp")}
        </Notice>
      )}
      {targets.length === 0 ? (
        <EmptyState drawing="inbox" title={t("move.nowhere")}>
          {t("move.nowhereHelp")}
        </EmptyState>
      ) : (
        <Form method="get" className="form">
          <SelectField
            name="vers"
            label={t("move.to")}
            hint={t("move.toHint", { name: from.name })}
            placeholder={t("move.choose")}
            defaultValue={chosen?.space.id}
            options={targets.map(({ id, name }) => ({ value: id, label: name }))}
            required
          />
          <SubmitButton kind={chosen ? "plain" : "main"} icon={Eye}>
            {t("move.preview")}
          </SubmitButton>
        </Form>
      )}
      {chosen && <Consequences from={from} chosen={chosen} back={back} />}
    </div>
  );
}

interface ConsequencesProps {
  from: SpaceSummary;
  chosen: NonNullable<MovePreview["chosen"]>;
  back: string;
}

function Consequences({ from, chosen: { space, gains, loses, seen }, back }: ConsequencesProps) {
  const t = useMessages();
  return (
    <Section id="suites" title={t("move.consequences")}>
      <div className="flow">
        <div className="move-way">
          <Place space={from} />
          <ArrowRight aria-hidden="true" />
          <Place space={space} />
        </div>
        <Side icon={Eye} title={t("move.gains", { count: gains.total })} {...gains} />
        <Side icon={EyeOff} title={t("move.loses", { count: loses.total })} {...loses} />
        <p className="meta">{t("move.history")}</p>
        <Form method="post" className="line">
          <input type="hidden" name="to" value={space.id} />
          <input type="hidden" name="seen" value={seen} />
          <SubmitButton icon={FolderInput}>{t("move.submit")}</SubmitButton>
          <ButtonLink kind="quiet" to={back}>
            {t("move.cancel")}
          </ButtonLink>
        </Form>
      </div>
    </Section>
  );
}

function Place({ space }: { space: SpaceSummary }) {
  return (
    <div>
      <p>
        <strong>{space.name}</strong>
      </p>
      <div className="line">
        <SpaceBadges space={space} />
      </div>
    </div>
  );
}

interface SideProps {
  icon: IconComponent;
  title: string;
  total: number;
  names: readonly string[];
}

function Side({ icon: Icon, title, total, names }: SideProps) {
  const t = useMessages();
  const others = total - names.length;
  return (
    <div>
      <h3 className="line">
        <Icon aria-hidden="true" />
        {title}
      </h3>
      {names.length > 0 && (
        <p>
          {names.join(", ")}
          {others > 0 && ` ${t("move.others", { count: others })}`}
        </p>
      )}
    </div>
  );
}
