/**
 * THE TABLE OF ADDRESSES: French URL → room/file, like a routes file in Rails.
 * Each address has its row in docs/rights-matrix.md; one without a row fails the tests.
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
      route("/", "home/home.route.tsx", { index: true });
      route("connexion", "accounts/sign-in.route.tsx");
      route("deconnexion", "accounts/sign-out.route.tsx");
      route("installation", "accounts/set-up.route.tsx");
      route("langue", "i18n/language.route.tsx");
      route("annuaire", "organisations/directory.route.tsx");
      route("annuaire/:organisation", "organisations/organisation.route.tsx");
      route("themes", "themes/themes.route.tsx");
      route("themes/:theme", "themes/theme.route.tsx");
      route("themes/:theme/fils/nouveau", "discussions/new-thread.route.tsx");
      route("fils", "discussions/threads.route.tsx");
      route("fils/:thread", "discussions/thread.route.tsx");
      route("fils/:thread/changements", "discussions/changes.route.tsx");
      route("fils/:thread/brouillon", "discussions/draft.route.tsx");
      route("fils/:thread/lecture", "discussions/read-mark.route.tsx");
      route("fils/:thread/messages/:post", "discussions/post.route.tsx");
      route("fils/:thread/messages/:post/suppression", "discussions/deletion.route.tsx");
      route("a-propos", "house/about.route.tsx");
      route("confidentialite", "house/privacy.route.tsx");
      route("accessibilite", "house/accessibility.route.tsx");
      route("secretariat/personnes", "organisations/people.route.tsx");
      route("courrier", "house/mail.route.tsx");
      route("style", "house/style-guide.route.tsx");
      route("*", "house/not-found.route.tsx");
    });
  },
};
