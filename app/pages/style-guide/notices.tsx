import { useState } from "react";
import { Button } from "../../ui/button";
import { ConnectionNotice } from "../../ui/connection-notice";
import { Flash, Toast, Toasts } from "../../ui/flash";
import { Link } from "../../ui/link";
import { Notice } from "../../ui/notice";

/** Notices, flash messages, connection notices and toasts. */
export function NoticesSample() {
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
