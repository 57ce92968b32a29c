import { expect, test } from 'vitest'
import { testMsp } from '../support/test-msp.ts'

test('clients’ budgets above the firm’s are a warning; a firm’s budget without parts is none, also below 0', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', 'name\nAcme\n')
  const budgets = await msp.accept(
    'budgets',
    'month,measure,amount,client\n2026-01,revenue,-3,\n2026-02,revenue,3,\n2026-02,revenue,4,Acme\n',
  )
  expect((await msp.issues(budgets)).map(({ row, code }) => [row, code])).toEqual([[4, 'PARTS_ABOVE_FIRM']])
})
