import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CellScan } from '../../../server/snapshots/reading/csv/cell-scan.ts'
import { CellMemo } from '../../../server/snapshots/reading/typed/cell-memo.ts'

/** Cells of few letters, so that some differ in one byte only, or in how many there are. */
const cell = fc.oneof(
  fc.array(fc.constantFrom('a', 'b', '\0', 'é'), { maxLength: 9 }).map(letters => letters.join('')),
  fc.nat(3000).map(number => `Client ${number}`),
)

test('each different cell of a column has one number and is converted once', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 400 }), { maxLength: 4 }), scans => {
      const converted: string[] = []
      const memo = new CellMemo('blank', text => {
        converted.push(text)
        return `<${text}>`
      })
      const scan = new CellScan(',')
      const numbers = new Map([['', 0]])
      for (const cells of scans) {
        // The bytes move when there is no room for them, and are others the next time.
        scan.scan(Buffer.from(cells.map(text => `${text},x\n`).join('')), false)
        for (const [at, text] of cells.entries()) {
          const place = scan.firsts[at] as number
          const number = memo.find(scan, scan.starts[place] as number, scan.ends[place] as number)
          expect(number).toBe(numbers.get(text) ?? numbers.size)
          numbers.set(text, number)
          expect(memo.values[number]).toBe(text === '' ? 'blank' : `<${text}>`)
        }
      }
      expect(converted).toEqual([...numbers.keys()].slice(1))
    }),
  )
})
