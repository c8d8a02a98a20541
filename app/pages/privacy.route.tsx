import { pageMeta } from "../shell/page-meta";
import { StaticPage } from "./static-page";

export const handle = { messages: ["pages.privacy"] };
export const meta = pageMeta("pages.privacy.title");

export default function PrivacyPage() {
  return <StaticPage page="privacy" />;
}
