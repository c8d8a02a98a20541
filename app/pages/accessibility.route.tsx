import { pageMeta } from "../shell/page-meta";
import { StaticPage } from "./static-page";

export const handle = { messages: ["pages.accessibility"] };
export const meta = pageMeta("pages.accessibility.title");

export default function AccessibilityPage() {
  return <StaticPage page="accessibility" />;
}
