import { numberFormat } from "../i18n/formatters";
import { useLocale } from "../i18n/messages";
import { useMessages } from "./messages";

/** `weight(9200)` is "9 Ko" (or "9 KB"): a download size in the reader's language. */
export function useWeight(): (bytes: number) => string {
  const t = useMessages();
  const locale = useLocale();
  return (bytes) => {
    const inMega = bytes >= 999_500;
    const amount = inMega ? bytes / 1_000_000 : Math.max(1, bytes / 1000);
    const digits = numberFormat(locale, { maximumFractionDigits: inMega && amount < 10 ? 1 : 0 });
    return t(inMega ? "weight.mega" : "weight.kilo", { amount: digits.format(amount) });
  };
}
