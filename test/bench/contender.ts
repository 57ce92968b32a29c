import { tableText } from './table-text.ts'

/** One way to do the work, measured; or why it was not. */
export type Contender =
  | {
      readonly name: string
      readonly seconds: number
      readonly rows: number
      readonly peakBytes: number | null
      /** Processor time of the same work, where it is known. */
      readonly cpuSeconds?: number | null
      /** Whether its answer is the one the files add up to. */
      readonly agrees: boolean
    }
  | { readonly name: string; readonly skipped: string }

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** The contenders beside the first, which is ours; "× ours" above 1 is slower than ours. */
export function contenderTable(contenders: readonly Contender[]): string {
  const ours = contenders.find(contender => 'seconds' in contender)
  return tableText(
    ['', 'seconds', 'rows per second', '× ours', 'peak MB', 'answer'],
    contenders.map(contender =>
      'skipped' in contender
        ? [contender.name, '–', '–', '–', '–', `skipped: ${contender.skipped}`]
        : [
            contender.name,
            contender.seconds < 1 ? contender.seconds.toFixed(4) : contender.seconds.toFixed(2),
            whole.format(contender.rows / contender.seconds),
            ours && 'seconds' in ours ? (contender.seconds / ours.seconds).toFixed(2) : '–',
            contender.peakBytes === null ? '–' : whole.format(contender.peakBytes / 1024 ** 2),
            contender.agrees ? 'agrees' : 'DIFFERS',
          ],
    ),
  )
}

/** A contender that is left out, with its name, when what it needs is not installed. */
export async function contending(
  name: string,
  missing: string | null,
  run: () => Promise<Omit<Extract<Contender, { seconds: number }>, 'name'>>,
): Promise<Contender> {
  return missing === null ? { name, ...(await run()) } : { name, skipped: missing }
}
