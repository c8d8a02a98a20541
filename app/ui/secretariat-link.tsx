import { Link } from "./link";
import { useMessages } from "./messages";

/** « Écrire au secrétariat », wherever a text sends people to it. */
export function SecretariatLink() {
  const t = useMessages();
  return <Link to="/ecrire-au-secretariat">{t("secretariat.write")}</Link>;
}
