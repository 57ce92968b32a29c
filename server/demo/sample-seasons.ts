/** How busy an industry is in each month of the year, January first; 1 is an ordinary month. */
const seasons: Readonly<Record<string, readonly number[]>> = {
  Accounting: [1.35, 1.5, 1.55, 1.4, 0.8, 0.75, 0.75, 0.8, 1.05, 1, 0.85, 0.9],
  Retail: [0.8, 0.8, 0.85, 0.9, 0.95, 0.95, 0.95, 1, 1.05, 1.2, 1.5, 1.45],
  Education: [1, 0.9, 0.9, 0.9, 0.95, 0.7, 0.75, 1.7, 1.45, 1, 0.9, 0.7],
  Construction: [0.75, 0.75, 0.9, 1.1, 1.2, 1.25, 1.25, 1.2, 1.1, 1, 0.85, 0.7],
  Agriculture: [0.7, 0.75, 1, 1.2, 1.3, 1.1, 0.95, 1.1, 1.35, 1.2, 0.8, 0.6],
}

const quietMonths = [1.02, 1, 1.02, 1, 1, 0.97, 0.93, 0.97, 1.05, 1.05, 1, 0.95]

/** @param monthOfYear 1 to 12 */
export const season = (industry: string, monthOfYear: number): number =>
  (seasons[industry] ?? quietMonths)[monthOfYear - 1] ?? 1
