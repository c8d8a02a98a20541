import { everyPageAs } from "../support/every-page";

everyPageAs("secretariat");
