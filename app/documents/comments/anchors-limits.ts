/** Maximum length of the words of a commented passage. */
export const maxQuotationLength = 600;
