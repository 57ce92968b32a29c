import { describe, expect, test } from 'vitest'
import { marginModel } from '../table-models.ts'
import { openInNode } from './open-in-node.ts'

const rowsOf = (...clients: readonly string[]) => marginModel(clients.map(client => [client, '2026-08', 12.5, 3]))
const august = rowsOf('Acme Ltd', 'Beacon', 'Cobalt', 'Delta')
const september = rowsOf('Acme Ltd', 'Beacon', 'Delta')

/** A sheet with a table, one line typed into it by a person, was copied; then the table itself lost one in a refresh before the last. */
async function copied() {
  const opened = await openInNode({ Report: [] })
  const { workbook, person } = opened
  const { id } = await workbook.writeTable(august, { kind: 'new', at: 'selection' })
  await person.type('Report', 'A6', 'By hand')
  await person.type('Report', 'C6', '77')
  const sheet = await person.copySheet('Report')
  // What the last refresh took away is remembered, for an undo; what one before it took away is not.
  await workbook.writeTable(september, { kind: 'pulled', id, overwriteEdits: false })
  await workbook.writeTable(september, { kind: 'pulled', id, overwriteEdits: false })
  const copy = (await workbook.pulledTables()).find(({ state }) => state === 'copied')?.id ?? ''
  const refresh = (overwriteEdits: boolean, model = september) =>
    workbook.writeTable(model, { kind: 'pulled', id: copy, overwriteEdits })
  const look = () => {
    const { grid } = opened.host.workbook.sheet(sheet)
    return [1, 2, 3, 4, 5].map(row =>
      [0, 2].map(column => grid.rows().find(([at]) => at === row)?.[1][column]?.value ?? null),
    )
  }
  return { ...opened, refresh, look }
}

describe('a copy of a table that has lost rows since', () => {
  test('is not refreshed around a row that may be stale, and says which', async () => {
    const { refresh, look } = await copied()
    const before = look()
    await expect(refresh(false)).rejects.toMatchObject({ kind: 'edited' })
    await expect(refresh(false)).rejects.toThrow(/row of A4 is not in the table .* copy of/)
    expect(look()).toEqual(before)
  })

  test('loses that row when it may be overwritten, and keeps what a person typed into both', async () => {
    const { refresh, look, workbook } = await copied()
    await refresh(true)
    expect(look()).toEqual([
      ['Acme Ltd', 12.5],
      ['Beacon', 12.5],
      ['Delta', 12.5],
      ['By hand', 77],
      [null, null],
    ])
    expect((await workbook.pulledTables()).map(({ state }) => state)).toEqual(['intact', 'intact'])
  })

  test('has the row once where the answer has it again', async () => {
    const { refresh, look } = await copied()
    await refresh(true, august)
    expect(look().filter(([client]) => client === 'Cobalt')).toEqual([['Cobalt', 12.5]])
  })
})
