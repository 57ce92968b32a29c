import { expect, test } from 'vitest'
import { checkPassword, WeakPassword } from '../../server/accounts/passwords/check-password.ts'
import { DEMO_PASSWORD, demoAccounts } from '../../server/commands/demo-accounts.ts'
import { SAMPLE_ORGANIZATION } from '../../server/demo/sample-msp.ts'

const words = ['maya.lindqvist@northwind.example', 'Maya Lindqvist', 'Northwind IT']
const check = (password: string) => checkPassword('Changing the password', password, words)

test('a password of 8 to 1000 characters is taken, whatever its characters', async () => {
  for (const password of [
    'tulip-harbour-9',
    'åäö åäö åäö',
    '🦊🦊🦊🦊🦊🦊🦊🦊',
    ' leading and trailing ',
    'x'.repeat(1000),
  ])
    await expect(check(password), password).resolves.toBeUndefined()
})

test('one that is too short or too long is refused with its length', async () => {
  await expect(check('tulip-9')).rejects.toThrow(
    'Changing the password: the password has 7 characters; choose 8 to 1000',
  )
  await expect(check('🦊🦊🦊🦊🦊🦊🦊')).rejects.toThrow('7 characters')
  await expect(check('x'.repeat(1001))).rejects.toThrow('1001 characters')
})

test('one of the common ones is refused in any case', async () => {
  for (const password of ['password1', 'Password123', 'QWERTYUIOP', 'iloveyou', '123456789', 'letmein123'])
    await expect(check(password), password).rejects.toThrow(/common ones/)
})

test('the address, the name, the organization and the product are refused, with digits and signs around them too', async () => {
  for (const password of [
    'maya.lindqvist@northwind.example',
    'maya.lindqvist',
    'Maya Lindqvist',
    'MayaLindqvist2026!',
    'northwind it',
    'Northwind-IT-2026',
    'moatmetrics1',
  ])
    await expect(check(password), password).rejects.toThrow(WeakPassword)
  await expect(check('northwind tulips')).resolves.toBeUndefined()
})

test('the password of the demo is taken for each of its people', async () => {
  for (const { email, name } of demoAccounts)
    await expect(
      checkPassword('Creating a user', DEMO_PASSWORD, [email, name, SAMPLE_ORGANIZATION]),
    ).resolves.toBeUndefined()
})
