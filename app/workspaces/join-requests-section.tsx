import { Avatar } from "../ui/avatar";
import { SubmitButton } from "../ui/button";
import { Section } from "../ui/columns";
import { Dialog, DialogActions } from "../ui/dialog";
import { Form } from "../ui/form";
import { Check, X } from "../ui/icons";
import { TextArea } from "../ui/inputs";
import { Row, Rows } from "../ui/rows";
import { type JoinRequestRow, maxReasonLength } from "./members";
import { useMessages } from "./messages";

interface JoinRequestsSectionProps {
  requests: readonly JoinRequestRow[];
  /** The space admits people: otherwise a request can only be refused. */
  active: boolean;
}

/** The open join requests, for the manager of a space. */
export function JoinRequestsSection({ requests, active }: JoinRequestsSectionProps) {
  const t = useMessages();
  if (requests.length === 0) return null;
  const title = t("members.requests", { count: requests.length });
  return (
    <Section id="demandes" title={title}>
      <Rows label={title}>
        {requests.map((request) => (
          <JoinRequest key={request.id} request={request} active={active} />
        ))}
      </Rows>
    </Section>
  );
}

function JoinRequest({ request, active }: { request: JoinRequestRow; active: boolean }) {
  const { id, name, organisation, message } = request;
  const t = useMessages();
  return (
    <Row
      avatar={<Avatar name={name} />}
      title={name}
      meta={organisation ?? undefined}
      actions={
        <div className="line">
          {active && (
            <Form method="post">
              <input type="hidden" name="what" value="approve" />
              <input type="hidden" name="ask" value={id} />
              <SubmitButton kind="plain" small icon={Check}>
                {t("members.approve")}
              </SubmitButton>
            </Form>
          )}
          <Dialog
            small
            kind="quiet"
            icon={X}
            opener={t("members.refuse")}
            title={t("members.refuseTitle", { name })}
          >
            <Form method="post" className="form">
              <input type="hidden" name="what" value="refuse" />
              <input type="hidden" name="ask" value={id} />
              <TextArea
                name="reason"
                label={t("members.reason")}
                hint={t("members.reasonHint")}
                rows={3}
                maxLength={maxReasonLength}
                required
              />
              <DialogActions>
                <SubmitButton kind="danger">{t("members.refuseConfirm")}</SubmitButton>
              </DialogActions>
            </Form>
          </Dialog>
        </div>
      }
    >
      {message && <>« {message} »</>}
    </Row>
  );
}
