import { expect, test } from 'vitest'
import { testMsp } from '../support/test-msp.ts'

const HEADINGS = 'client,product,seats,cost per seat,start date,end date\n'

test('a license beside a stored one of the same product counts too, with a warning that names both', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', 'name\nAcme\nBeta\n')
  const first = await msp.accept(
    'licenses',
    `${HEADINGS}Acme,Mail,10,5,2026-01-01,2026-01-31\nAcme,Mail,10,5,2026-02-10,\n`,
  )
  const overlaps = async (rows: string, options = {}) => {
    const issues = await msp.issues(await msp.accept('licenses', HEADINGS + rows, options))
    return issues.map(({ row, code, message }) => [row, code, message])
  }
  const moved = 'Beta,Mail,3,5,2026-02-01,\nAcme,mail,12,5,2026-02-28,\n'
  expect(await overlaps(moved)).toEqual([
    [
      3,
      'LICENSE_OVERLAP',
      `Row 3 of snapshot ${first.number} is the same product of the same client in 2026-02: both count; end that one, or replace the list`,
    ],
  ])
  expect(await overlaps(moved.replace('12', '13'), { scope: 'REPLACE_ALL' })).toEqual([])
  expect(await overlaps(moved.replace('12', '14'))).toEqual([])
})

test('a row that stands twice in a sheet is no overlap', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', 'name\nAcme\n')
  const row = 'Acme,Mail,10,5,2026-01-01,\n'
  const issues = await msp.issues(await msp.accept('licenses', HEADINGS + row + row))
  expect(issues.map(({ code }) => code)).toEqual(['DUPLICATE_ROW'])
})
