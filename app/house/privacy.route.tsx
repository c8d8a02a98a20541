import { HousePage } from "./house-page";
import { pageMeta } from "./page-meta";

export const handle = { messages: ["house.privacy"] };
export const meta = pageMeta("house.privacy.title");

export default function PrivacyPage() {
  return <HousePage page="privacy" />;
}
