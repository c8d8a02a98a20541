import { HousePage } from "./house-page";
import { pageMeta } from "./page-meta";

export const handle = { messages: ["house.accessibility"] };
export const meta = pageMeta("house.accessibility.title");

export default function AccessibilityPage() {
  return <HousePage page="accessibility" />;
}
