import type { ProgressOutput } from './show-progress.ts'

const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)} MiB`

/** Shows steps one after the other: a terminal sees how far each is, a file or pipe gets a line a step. */
export function createStepLines(output: ProgressOutput) {
  let shown: string | null = null
  return {
    step: (text: string, done = 0, total = 0): void => {
      const far = total > 0 ? `, ${mebibytes(done)} of ${mebibytes(total)}` : ''
      if (output.isTTY) output.write(`\r\u001b[2K${text}${far}`)
      else if (text !== shown) output.write(`${text}\n`)
      shown = text
    },
    end: (): void => {
      if (output.isTTY) output.write('\r\u001b[2K')
    },
  }
}
