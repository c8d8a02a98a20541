import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { MessagesProvider } from "../i18n/messages";
import { Time } from "./time";

test.each([
  ["fr", "2026-12-01", "1er décembre 2026"],
  ["fr", "2026-12-11", "11 décembre 2026"],
  ["en", "2026-12-01", "December 1, 2026"],
])("a day in %s: %s is %s", (locale, day, words) => {
  const html = renderToString(
    <MessagesProvider locale={locale} messages={{}}>
      <Time at={day} />
    </MessagesProvider>,
  );
  expect(html).toContain(`>${words}<`);
});
