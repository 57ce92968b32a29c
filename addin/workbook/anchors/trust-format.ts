import type { TrustMark } from '../workbook.ts'

/** Shown behind a number, so that it is read without colour: "1,204.50 ?". High confidence shows nothing. */
const signs: Readonly<Record<TrustMark['level'], string | null>> = {
  HIGH: null,
  MEDIUM: '~',
  LOW: '!',
  AMBIGUOUS: '?',
}

/**
 * The number format of a cell with a sign for its confidence. The value stays a number; formats move with cells when a
 * person sorts. In a column where some cells have a sign, the others leave its width free, so that digits stay in line.
 */
export function trustFormat(
  format: string | null,
  mark: TrustMark | null,
  options: { readonly inMarkedColumn: boolean },
): string {
  const base = format ?? 'General'
  if (base === '@') return base
  const sign = mark ? signs[mark.level] : null
  if (sign === null && !options.inMarkedColumn) return base
  return base
    .split(';')
    .map(section => (section === '' ? section : section + (sign === null ? '_ _!' : `" ${sign}"`)))
    .join(';')
}

/** Whether a mark is shown at all. */
export const isShown = (mark: TrustMark | null | undefined): mark is TrustMark =>
  mark !== null && mark !== undefined && signs[mark.level] !== null
