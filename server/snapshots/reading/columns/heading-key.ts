/**
 * The form in which headings are compared: without case, spaces and punctuation. "Invoice #", "invoice_" and
 * "INVOICE" are the same; a percent sign is a word, so that "Tax %" is not "Tax".
 */
export const headingKey = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('%', 'percent')
    .replace(/[^\p{L}\p{N}]+/gu, '')
