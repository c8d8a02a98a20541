import { pageMeta } from "../shell/page-meta";
import { StaticPage } from "./static-page";

export const handle = { messages: ["pages.about"] };
export const meta = pageMeta("pages.about.title");

export default function AboutPage() {
  return <StaticPage page="about" />;
}
