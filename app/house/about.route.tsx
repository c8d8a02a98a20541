import { HousePage } from "./house-page";
import { pageMeta } from "./page-meta";

export const handle = { messages: ["house.about"] };
export const meta = pageMeta("house.about.title");

export default function AboutPage() {
  return <HousePage page="about" />;
}
