// Shows that something waits, as the portal says it in the words of its reader. It keeps no page and answers no request.
addEventListener("push", (event) => {
  let words = {};
  try {
    words = event.data?.json() ?? {};
  } catch {
    // Without words the notification still has to be shown: browsers take the permission back from silent pushes.
  }
  const shown = { body: words.body ?? "", icon: "/icon-192.png", tag: "waiting", renotify: true };
  event.waitUntil(registration.showNotification(words.title ?? "Portail", shown));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open());
});

/** Brings a page of the portal to the front, or opens one. */
async function open() {
  const [page] = await clients.matchAll({ type: "window" });
  if (!page) return clients.openWindow("/notifications");
  await page.focus();
  return page.navigate("/notifications").catch(() => clients.openWindow("/notifications"));
}
