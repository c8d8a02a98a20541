/**
 * THE ROUTE TABLE: French URL → room/file.
 * Each route has its row in docs/rights-matrix.md; a route without a row fails the tests.
 */

/** @type {import("@remix-run/dev").VitePluginConfig} */
export default {
  appDirectory: "app",
  ignoredRouteFiles: ["**/*"],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
  },
  routes(defineRoutes) {
    return defineRoutes((route) => {
      // Around every page: errors render in the portal's frame, also after a form.
      route("", "shell/every-page.route.tsx", () => {
        route("/", "home/home.route.tsx", { index: true });
        route("connexion", "accounts/sign-in.route.tsx");
        route("deconnexion", "accounts/sign-out.route.tsx");
        route("installation", "accounts/set-up.route.tsx");
        route("mot-de-passe/oublie", "accounts/forgotten.route.tsx");
        route("mot-de-passe/nouveau", "accounts/reset.route.tsx");
        route("verrouillage", "accounts/lock.route.tsx");
        route("sortie", "accounts/exit.route.tsx");
        route("compte", "accounts/account.route.tsx");
        route("compte/confirmation", "accounts/confirm.route.tsx");
        route("compte/adresse", "accounts/email.route.tsx");
        route("compte/mot-de-passe", "accounts/password.route.tsx");
        route("compte/second-facteur", "accounts/factor.route.tsx");
        route("connexion/cle", "accounts/passkey-options.route.tsx");
        route("compte/cle", "accounts/passkey-new.route.tsx");
        route("compte/sessions", "accounts/sessions.route.tsx");
        route("secretariat/second-facteur", "accounts/factor-setting.route.tsx");
        route("personnes/:person/acces", "accounts/access.route.tsx");
        route("langue", "i18n/language.route.tsx");
        route("mode-leger", "shell/light-mode.route.tsx");
        route("annuaire", "directory/directory.route.tsx");
        route("annuaire-public", "directory/public-directory.route.tsx");
        route("annuaire-public/:organisation", "organisations/profile/public-profile.route.tsx");
        route("annuaire/personnes", "directory/people-search.route.tsx");
        route("annuaire/ma-fiche", "directory/own-card.route.tsx");
        route("annuaire/recherches", "directory/saved-searches.route.tsx");
        route("annuaire/impression", "directory/print.route.tsx");
        route("annuaire/export", "directory/directory-export.route.tsx");
        route("annuaire/:organisation", "organisations/profile/profile.route.tsx");
        route("annuaire/:organisation/modifier", "organisations/profile/edit.route.tsx");
        route("annuaire/:organisation/historique", "organisations/profile/profile-history.route.tsx");
        route("annuaire/:organisation/confirmation", "organisations/profile/confirmation.route.tsx");
        route("annuaire/:organisation/ouverture", "organisations/opening.route.tsx");
        route("themes", "themes/themes.route.tsx");
        route("themes/nouveau", "themes/new-theme.route.tsx");
        route("themes/:theme", "themes/theme.route.tsx");
        route("themes/:theme/modifier", "themes/edit-theme.route.tsx");
        route("themes/:theme/fils/nouveau", "discussions/new-thread.route.tsx");
        route("espaces", "workspaces/spaces.route.tsx");
        route("espaces/nouveau", "workspaces/new-space.route.tsx");
        route("espaces/:space", "workspaces/space.route.tsx");
        route("espaces/:space/fils", "workspaces/space-threads.route.tsx");
        route("espaces/:space/fils/nouveau", "discussions/new-space-thread.route.tsx");
        route("espaces/:space/textes", "workspaces/space-texts.route.tsx");
        route("espaces/:space/taches", "workspaces/space-tasks.route.tsx");
        route("espaces/:space/calendrier", "workspaces/space-calendar.route.tsx");
        route("espaces/:space/epingles", "workspaces/pins.route.tsx");
        route("espaces/:space/membres", "workspaces/space-members.route.tsx");
        route("espaces/:space/reglages", "workspaces/space-settings.route.tsx");
        route("calendriers/:file", "workspaces/feed.route.tsx");
        route("recherche", "search/search.route.tsx");
        route("fils", "discussions/threads.route.tsx");
        route("fils/:thread", "discussions/thread.route.tsx");
        route("fils/:thread/deplacement", "discussions/moving.route.tsx");
        route("fils/:thread/changements", "discussions/changes.route.tsx");
        route("fils/:thread/brouillon", "discussions/draft.route.tsx");
        route("fils/:thread/lecture", "discussions/read-mark.route.tsx");
        route("fils/:thread/messages/:post", "discussions/post.route.tsx");
        route("fils/:thread/messages/:post/reactions", "discussions/reactions.route.tsx");
        route("fils/:thread/messages/:post/suppression", "discussions/deletion.route.tsx");
        route("textes", "documents/pages/documents.route.tsx");
        route("textes/nouveau", "documents/pages/new-document.route.tsx");
        route("textes/:document", "documents/pages/document.route.tsx");
        route("textes/:document/ecrire", "documents/pages/write.route.tsx");
        route("textes/:document/titre", "documents/pages/title.route.tsx");
        route("textes/:document/deplacement", "documents/pages/moving.route.tsx");
        route("textes/:document/suppression", "documents/pages/deletion.route.tsx");
        route("autorites", "authorities/authorities.route.tsx");
        route("autorites/nouvelle", "authorities/new-authority.route.tsx");
        route("autorites/:organisation", "authorities/authority.route.tsx");
        route("recommandations", "recommendations/recommendations.route.tsx");
        route("recommandations/nouvelle", "recommendations/new-recommendation.route.tsx");
        route("recommandations/export", "recommendations/export.route.tsx");
        route("recommandations/chiffres", "recommendations/figures.route.tsx");
        route("recommandations/import", "recommendations/import/imports.route.tsx");
        route("recommandations/import/:table", "recommendations/import/import.route.tsx");
        route("recommandations/rapport", "recommendations/report.route.tsx");
        route("suivi-public", "recommendations/public.route.tsx");
        route("suivi-public/donnees", "recommendations/public-data.route.tsx");
        route("suivi-public/flux", "recommendations/public-feed.route.tsx");
        route("recommandations/:recommendation", "recommendations/recommendation.route.tsx");
        route("dialogues", "dialogues/dialogues.route.tsx");
        route("dialogues/:dialogue", "dialogues/dialogue.route.tsx");
        route("dialogues/:dialogue/promesses", "dialogues/promises.route.tsx");
        route("dialogues-publics/:dialogue", "dialogues/public-dialogue.route.tsx");
        route("notifications", "notices/notices.route.tsx");
        route("notifications/nombre", "notices/count.route.tsx");
        route("notifications/niveaux", "notices/level.route.tsx");
        route("notifications/reglages", "notices/settings.route.tsx");
        route("courriels/desabonnement/:token", "notices/unsubscribe.route.tsx");
        route("a-propos", "pages/about.route.tsx");
        route("confidentialite", "pages/privacy.route.tsx");
        route("accessibilite", "pages/accessibility.route.tsx");
        route("secretariat/annuaire", "organisations/manage.route.tsx");
        route("secretariat/annuaire/doublons", "organisations/duplicates.route.tsx");
        route("secretariat/annuaire/import/:import", "organisations/import/import.route.tsx");
        route("compte/mes-donnees", "personal-data/my-data.route.tsx");
        route("compte/mes-donnees/fichier", "personal-data/file.route.tsx");
        route("secretariat/droits", "secretariat/rights.route.tsx");
        route("secretariat/effacements", "personal-data/erasures.route.tsx");
        route("secretariat/effacements/:person", "personal-data/erasure.route.tsx");
        route("mon-organisation", "membership/own-organisation.route.tsx");
        route("mon-organisation/export", "secretariat/own-export.route.tsx");
        route("mandats/nouveau", "mandates/new-mandate.route.tsx");
        route("mandats/:mandate", "mandates/mandate.route.tsx");
        route("invitation", "invitations/accept.route.tsx");
        route("demande", "invitations/ask.route.tsx");
        route("invitations/nouvelle", "invitations/new-invitation.route.tsx");
        route("invitations/liste", "invitations/bulk.route.tsx");
        route("invitations/:invitation", "invitations/invitation.route.tsx");
        route("secretariat", "secretariat/secretariat.route.tsx");
        route("secretariat/personnes", "membership/network-people.route.tsx");
        route("secretariat/personnes/:person", "membership/person.route.tsx");
        route("secretariat/organisations", "membership/admissions.route.tsx");
        route("secretariat/organisations/:organisation", "membership/admission.route.tsx");
        route("secretariat/invitations", "invitations/list.route.tsx");
        route("secretariat/demandes", "invitations/requests.route.tsx");
        route("secretariat/mandats", "mandates/mandates.route.tsx");
        route("secretariat/themes", "themes/agenda.route.tsx");
        route("secretariat/modeles", "workspaces/templates.route.tsx");
        route("secretariat/reglages", "secretariat/settings.route.tsx");
        route("secretariat/exports/:list", "secretariat/export.route.tsx");
        route("journal", "audit/journal.route.tsx");
        route("journal/export", "audit/journal-export.route.tsx");
        route("journal/chaine", "audit/chain.route.tsx");
        route("courrier", "pages/mail.route.tsx");
        route("style", "pages/style-guide.route.tsx");
        route("*", "shell/not-found.route.tsx");
      });
    });
  },
};
